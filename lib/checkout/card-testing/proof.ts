import { randomInt } from "node:crypto";
import { type Challenge, createChallenge, verifySolution } from "altcha-lib";
import { deriveKey } from "altcha-lib/algorithms/pbkdf2";
import { z } from "zod";
import { derivedSecrets } from "@/lib/crypto/encryption-keys";
import { sha256 } from "@/lib/crypto/tokens";
import type { Queryable } from "@/lib/db/sql";
import { countTries, triesKey } from "@/lib/limits/count-tries";
import { PROOF_ALGORITHM } from "./solve-proof";

/** How long somebody has to do the work. */
export const PROOF_MS_MAX = 10 * 60_000;

/** One guess is so many rounds, and so many guesses are needed: half a second to two of a browser, for each try. */
const ROUNDS = 2_000;
const GUESSES = { min: 200, max: 600 };

const PURPOSE = "card-testing-proof";

/** Work for a browser, good for one try on one link. */
export function newProof(token: string): Promise<Challenge> {
  return createChallenge({
    algorithm: PROOF_ALGORITHM,
    cost: ROUNDS,
    counter: randomInt(GUESSES.min, GUESSES.max),
    deriveKey,
    // The real clock: the sandbox's may be days ahead.
    expiresAt: new Date(Date.now() + PROOF_MS_MAX),
    data: { link: linkOf(token) },
    ...secrets(),
  });
}

const Proof = z.object({
  challenge: z.object({
    parameters: z.looseObject({
      algorithm: z.literal(PROOF_ALGORITHM),
      nonce: z.string(),
      salt: z.string(),
      cost: z.number(),
      keyLength: z.number(),
      keyPrefix: z.string(),
      keySignature: z.string(),
      expiresAt: z.number(),
      data: z.object({ link: z.string() }),
    }),
    signature: z.string(),
  }),
  solution: z.object({ counter: z.number(), derivedKey: z.string().regex(/^[\da-f]{1,128}$/) }),
});

/** Whether a text is the work that was asked for on this link, done in time and shown for the first time. */
export async function isProven(text: string, token: string, tx: Queryable): Promise<boolean> {
  const proof = Proof.safeParse(jsonOf(text)).data;
  if (!proof || proof.challenge.parameters.data.link !== linkOf(token)) return false;
  const { verified } = await verifySolution({ ...proof, deriveKey, ...secrets() });
  if (!verified) return false;
  const key = triesKey("proof", proof.challenge.signature);
  return (await countTries([key], PROOF_MS_MAX, tx)).get(key)?.points === 1;
}

function linkOf(token: string): string {
  return sha256(token).toString("base64url");
}

function secrets(): { hmacSignatureSecret: string; hmacKeySignatureSecret: string } {
  const [current] = derivedSecrets(PURPOSE);
  const secret = current?.secret ?? "";
  return { hmacSignatureSecret: secret, hmacKeySignatureSecret: secret };
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
