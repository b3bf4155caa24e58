import { createHmac } from "node:crypto";
import { equalInConstantTime } from "@/lib/crypto/tokens";
import type { VerifiedMessage } from "./provider";

/** Whether one of the signatures is by one of the secrets: HMAC-SHA256 in hexadecimal digits. */
export function isSigned(
  parts: readonly (string | Buffer)[],
  secrets: readonly string[],
  signatures: readonly string[],
): boolean {
  const expected = secrets.map((secret) => {
    const hmac = createHmac("sha256", secret);
    for (const part of parts) hmac.update(part);
    return hmac.digest("hex");
  });
  // Every pair is compared, whichever fits.
  return expected.flatMap((one) => signatures.map((other) => equalInConstantTime(one, other))).includes(true);
}

/** What a message says; undefined where that is no JSON. */
export function jsonIn(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString("utf8"));
  } catch {
    return undefined;
  }
}

/** A message that is not taken, where the provider expects no status of its own. */
export const refusedMessage = (problem: string): VerifiedMessage => ({
  verified: false,
  status: 400,
  problem,
});
