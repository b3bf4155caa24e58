import { createCipheriv, createDecipheriv, randomBytes } from "node:crypto";
import { currentKey, KEY_ID_BYTES, keyById } from "./encryption-keys";

// version (1) | key id (4) | nonce (12) | tag (16) | ciphertext
const VERSION = 1;
const NONCE_BYTES = 12;
const TAG_BYTES = 16;
/** Where an envelope has the id of its key. */
export const KEY_ID_AT = 1;
const NONCE_AT = KEY_ID_AT + KEY_ID_BYTES;
const TAG_AT = NONCE_AT + NONCE_BYTES;
const TEXT_AT = TAG_AT + TAG_BYTES;

/**
 * Encrypts a secret for the database (AES-256-GCM). `purpose` names what it belongs to (`merchant:<id>:redirect`) and must
 * be given again to open it, so that an envelope copied into another row does not open there.
 */
export function seal(text: string, purpose: string): Buffer<ArrayBuffer> {
  const key = currentKey();
  const nonce = randomBytes(NONCE_BYTES);
  const cipher = createCipheriv("aes-256-gcm", key.secret, nonce).setAAD(Buffer.from(purpose));
  const sealed = Buffer.concat([cipher.update(text, "utf8"), cipher.final()]);
  return Buffer.concat([Buffer.of(VERSION), key.id, nonce, cipher.getAuthTag(), sealed]);
}

/** What was sealed may be whole, and its key is not here. */
export class KeyMissing extends Error {}

/** Decrypts what `seal` made. Throws when it was altered, belongs to another purpose, or (KeyMissing) its key is not known here. */
export function open(envelope: Uint8Array, purpose: string): string {
  const bytes = Buffer.from(envelope);
  if (bytes.length < TEXT_AT || bytes[0] !== VERSION) throw new Error("A sealed value has an unknown form.");
  const key = keyById(bytes.subarray(KEY_ID_AT, NONCE_AT));
  if (!key) {
    throw new KeyMissing(
      "A sealed value names a key this process does not have: add it to COUNTERFOIL_ENCRYPTION_KEYS_RETIRED.",
    );
  }
  const decipher = createDecipheriv("aes-256-gcm", key.secret, bytes.subarray(NONCE_AT, TAG_AT), {
    authTagLength: TAG_BYTES,
  });
  decipher.setAAD(Buffer.from(purpose)).setAuthTag(bytes.subarray(TAG_AT, TEXT_AT));
  return decipher.update(bytes.subarray(TEXT_AT), undefined, "utf8") + decipher.final("utf8");
}

/** The same, or null where its key is not known here: lost for good, or away. */
export function openIfKeyIsHere(envelope: Uint8Array, purpose: string): string | null {
  try {
    return open(envelope, purpose);
  } catch (err) {
    if (err instanceof KeyMissing) return null;
    throw err;
  }
}
