import type { Challenge } from "altcha-lib";

export const PROOF_ALGORITHM = "PBKDF2/SHA-256";

/**
 * Does the work in the browser and gives back what proves it, or null where it cannot be done: the browser's cryptography is
 * there under https (and on this machine) alone. Fetched only by whoever has to do it.
 */
export async function solveProof(challenge: Challenge): Promise<string | null> {
  if (!globalThis.crypto?.subtle) return null;
  const [{ solveChallenge }, { deriveKey }] = await Promise.all([
    import("altcha-lib"),
    import("altcha-lib/algorithms/pbkdf2"),
  ]);
  const solution = await solveChallenge({ challenge, deriveKey });
  return solution && JSON.stringify({ challenge, solution });
}
