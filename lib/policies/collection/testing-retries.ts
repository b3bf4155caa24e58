import type { Ctx } from "@/lib/verb/context";
import { problemOf } from "@/lib/verb/problem";
import { triedSinceShown } from "@/lib/verb/told-to";
import { findRetries } from "./find-retries";
import { type RetryResult, retryPayment } from "./retry-payment";

/** Retries a premium as an operator does: by the list as it stands, looked at again whenever it has moved on. */
export async function retryAsListed(ctx: Ctx, originalId: string): Promise<RetryResult> {
  const { rows } = await findRetries({ ctx, input: { originalIds: [originalId] } });
  const shown = rows[0] ?? { originalId, latestId: originalId, latestStatus: "failed" as const };
  return retryPayment({ ctx, input: shown }).catch((err: unknown) => {
    const problem = problemOf(err);
    if (problem?.code !== "conflict" || problem.message !== triedSinceShown(ctx)) throw err;
    return retryAsListed(ctx, originalId);
  });
}
