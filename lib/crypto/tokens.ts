import { hash, randomBytes, timingSafeEqual } from "node:crypto";

const ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
// 62 divides 248, the largest multiple below 256: a byte above is drawn again, so that every character is equally likely.
const UNBIASED_BELOW = 248;

/** Characters of a token nobody can guess: 43 of 62 kinds hold 256 bits. */
export const TOKEN_CHARACTERS = 43;

/** Characters of a token in a link that is sent to people: 142 random bits. */
export const LINK_TOKEN_CHARACTERS = 24;

/** A random token of letters and digits: safe in an address, a header and a file name. */
export function newToken(characters = TOKEN_CHARACTERS): string {
  let token = "";
  while (token.length < characters) {
    for (const byte of randomBytes(characters)) {
      if (byte < UNBIASED_BELOW && token.length < characters)
        token += ALPHABET.charAt(byte % ALPHABET.length);
    }
  }
  return token;
}

/** What is stored of a token. One round is enough for a text of 200 random bits; a password needs another function. */
export function sha256(text: string): Buffer<ArrayBuffer> {
  return hash("sha256", text, "buffer");
}

/** Whether two texts are equal, in a time that does not tell where they differ. */
export function equalInConstantTime(one: string, other: string): boolean {
  return timingSafeEqual(sha256(one), sha256(other));
}
