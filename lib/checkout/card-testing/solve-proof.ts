import type { Challenge, DeriveKeyFunction } from "altcha-lib";

export const PROOF_ALGORITHM = "PBKDF2/SHA-256";

/**
 * Does the work in the browser and gives back what proves it, or null where it cannot be done: the browser's cryptography is
 * there under https (and on this machine) alone. Fetched only by whoever has to do it.
 */
export async function solveProof(challenge: Challenge): Promise<string | null> {
  if (!globalThis.crypto?.subtle) return null;
  const { solveChallenge } = await import("altcha-lib");
  const solution = await solveChallenge({ challenge, deriveKey });
  return solution && JSON.stringify({ challenge, solution });
}

// The library's own asks Node for it, and has no place in a browser's bundle.
const deriveKey: DeriveKeyFunction = async ({ cost, keyLength }, salt, password) => {
  const key = await crypto.subtle.importKey("raw", new Uint8Array(password), "PBKDF2", false, ["deriveBits"]);
  const rounds = { name: "PBKDF2", hash: "SHA-256", salt: new Uint8Array(salt), iterations: cost };
  return { derivedKey: new Uint8Array(await crypto.subtle.deriveBits(rounds, key, keyLength * 8)) };
};
