import { newToken, sha256 } from "@/lib/crypto/tokens";

const PREFIX = "cf_";
// 43 characters of 62 kinds hold 256 bits: one round of SHA-256 is enough for what is stored.
const SECRET = /^cf_[0-9A-Za-z]{43}$/;
const HINT_CHARACTERS = 4;

/** A new secret, and what of it is kept: its hash, and its last characters for people to recognise it by. */
export function newKeySecret(): { secret: string; hash: Buffer<ArrayBuffer>; hint: string } {
  const secret = PREFIX + newToken();
  return { secret, hash: sha256(secret), hint: secret.slice(-HINT_CHARACTERS) };
}

export function isKeySecret(text: string): boolean {
  return SECRET.test(text);
}
