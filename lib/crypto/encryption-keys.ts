import { createHash, hkdfSync } from "node:crypto";

/** A key that seals, and the short id by which an envelope names it. */
export interface EncryptionKey {
  id: Buffer;
  secret: Buffer;
}

export const KEY_ID_BYTES = 4;
const SECRET_BYTES = 32;
const KEY = /^[\w+/-]{43}=?$/;

/** The key that seals: COUNTERFOIL_ENCRYPTION_KEY, 32 bytes in base64. */
export function currentKey(): EncryptionKey {
  const text = process.env.COUNTERFOIL_ENCRYPTION_KEY;
  if (!text) {
    throw new Error(
      "COUNTERFOIL_ENCRYPTION_KEY is not set: give 32 random bytes in base64 (`openssl rand -base64 32`).",
    );
  }
  return parse("COUNTERFOIL_ENCRYPTION_KEY", text);
}

/** The key that an envelope names: the current one, or one of COUNTERFOIL_ENCRYPTION_KEYS_RETIRED (comma-separated). */
export function keyById(id: Buffer): EncryptionKey | null {
  return allKeys().find((key) => key.id.equals(id)) ?? null;
}

/** A secret for one named purpose from each key, the current one first, so that a deployment has a single key to keep. */
export function derivedSecrets(purpose: string): readonly DerivedSecret[] {
  const from = `${process.env.COUNTERFOIL_ENCRYPTION_KEY} ${process.env.COUNTERFOIL_ENCRYPTION_KEYS_RETIRED}`;
  if (derived.from !== from) derived = { from, byPurpose: new Map() };
  const known = derived.byPurpose.get(purpose);
  if (known) return known;
  const made = allKeys().map(({ id, secret }) => ({
    id: id.readUInt32BE(),
    secret: Buffer.from(hkdfSync("sha256", secret, "", purpose, SECRET_BYTES)).toString("base64url"),
  }));
  derived.byPurpose.set(purpose, made);
  return made;
}

interface DerivedSecret {
  id: number;
  secret: string;
}

// Every page of a list is signed with one: made once for as long as the keys stay the same. The purposes are few.
let derived: { from: string; byPurpose: Map<string, DerivedSecret[]> } = { from: "", byPurpose: new Map() };

/** The ids of the keys that open what is sealed, the current one first, in hexadecimal; none when no key is set. */
export function keyIds(): string[] {
  return process.env.COUNTERFOIL_ENCRYPTION_KEY ? allKeys().map(({ id }) => id.toString("hex")) : [];
}

/** The id of a key that may not be the environment's. Throws, naming `variable`, for a text that is no key. */
export function keyIdOf(variable: string, text: string): string {
  return parse(variable, text).id.toString("hex");
}

function allKeys(): EncryptionKey[] {
  const retired = (process.env.COUNTERFOIL_ENCRYPTION_KEYS_RETIRED ?? "").split(",").filter(Boolean);
  return [currentKey(), ...retired.map((text) => parse("COUNTERFOIL_ENCRYPTION_KEYS_RETIRED", text))];
}

function parse(variable: string, text: string): EncryptionKey {
  const secret = Buffer.from(text.trim(), "base64");
  // Whatever is no base64 is skipped in silence, so that two texts would be one key.
  if (secret.length !== SECRET_BYTES || !KEY.test(text.trim()))
    throw new Error(`${variable} must hold ${SECRET_BYTES} bytes in base64 (\`openssl rand -base64 32\`).`);
  return { id: createHash("sha256").update(secret).digest().subarray(0, KEY_ID_BYTES), secret };
}
