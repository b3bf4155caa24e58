import { query } from "@/lib/db/sql";
import { LIST_OPEN_FAILURES, type ListOpenFailuresRow } from "@/lib/generated/sql/people/list-open-failures";
import { findRetries, type RetryRow } from "@/lib/policies/collection/find-retries";
import { retryVerdict } from "@/lib/policies/collection/retry-verdict";
import type { Ctx } from "@/lib/verb/context";

/** A person's page shows so many, newest first. */
export const OPEN_FAILURES_MAX = 50;

/** What may be done about a payment that failed, or what will be done by itself. */
export type NextStep =
  | { do: "wait_for_retry"; at: Date | null }
  | { do: "retry" }
  | { do: "fix"; reason: string }
  | { do: "wait_for_customer"; until: Date }
  | { do: "ask_again" };

export interface OpenFailure {
  payment: ListOpenFailuresRow;
  next: NextStep;
}

interface PersonIds {
  customerIds: string[];
  policyholderIds: string[];
  referralIds: string[];
  accountIds: string[];
}

/** Payments of a person that failed and that nothing has made good since, newest first, each with its next step. */
export async function listOpenFailures(ctx: Ctx, ids: PersonIds): Promise<OpenFailure[]> {
  const failed = await query(LIST_OPEN_FAILURES, { ...ids, limit: OPEN_FAILURES_MAX });
  const premiums = failed.filter(({ category }) => category === "premium");
  const originalIds = [...new Set(premiums.flatMap(({ originalId }) => originalId ?? []))];
  const { rows } = originalIds.length > 0 ? await findRetries({ ctx, input: { originalIds } }) : { rows: [] };
  const chains = new Map(rows.map((row) => [row.originalId, row]));
  const told = new Set<string>();
  return failed.flatMap((payment) => {
    const { originalId } = payment;
    if (!originalId) return [{ payment, next: nextOf(payment, ctx.now) }];
    // One line for a chain: its newest failed attempt. A chain that was collected, or paid out, since is no failure.
    const isPremium = payment.category === "premium";
    const next = isPremium ? nextOfChain(chains.get(originalId)) : nextOfOther(payment);
    if (!next || told.has(originalId)) return [];
    told.add(originalId);
    return [{ payment, next }];
  });
}

function nextOf({ linkExpiresAt, stage }: ListOpenFailuresRow, now: Date): NextStep {
  return linkExpiresAt && stage === "pending" && linkExpiresAt > now
    ? { do: "wait_for_customer", until: linkExpiresAt }
    : { do: "ask_again" };
}

/** What goes out is never retried from here: an attempt that waits is made by whoever pays it out. */
function nextOfOther({ againStatus, againAt }: ListOpenFailuresRow): NextStep | null {
  if (againStatus === null) return { do: "ask_again" };
  if (againStatus === "succeeded") return null;
  return { do: "wait_for_retry", at: againStatus === "pending" ? againAt : null };
}

function nextOfChain(chain: RetryRow | undefined): NextStep | null {
  if (!chain) return null;
  if (["pending", "submitted", "processing"].includes(chain.latestStatus))
    return { do: "wait_for_retry", at: chain.nextAttemptAt };
  const verdict = retryVerdict(chain);
  return verdict.allowed ? { do: "retry" } : { do: "fix", reason: verdict.reason };
}
