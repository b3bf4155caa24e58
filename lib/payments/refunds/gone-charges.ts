import { goneReason, type SentThrough } from "@/lib/connectors/connection";
import { type Queryable, query } from "@/lib/db/sql";
import { GONE_CHARGES } from "@/lib/generated/sql/payments/gone-charges";
import { Refused } from "@/lib/verb/problem";
import type { Attempt } from "../attempt";
import type { StepVerdict } from "../life-cycle";
import { moneyMoverOf } from "../moving-attempt";

/** Of some payments those that are refunded at their provider alone: the connection that charged them has been disconnected. */
export async function goneCharges(ids: readonly string[]): Promise<ReadonlySet<string>> {
  if (ids.length === 0) return new Set();
  return new Set((await query(GONE_CHARGES, { ids })).map(({ id }) => id));
}

const whyGone = (charge: SentThrough, on?: Queryable) => goneReason(charge, "refund it", on);

/** Refuses with `conflict` a refund of what was charged through a connection that has been disconnected. */
export async function refuseRefundGone(charge: SentThrough, on: Queryable): Promise<void> {
  const message = await whyGone(charge, on);
  if (message) throw new Refused({ code: "conflict", message });
}

/** A payment's steps, a refund only where whoever charged it can still be asked. */
export async function stepsWhereCharged(
  steps: readonly StepVerdict[],
  attempts: readonly (Pick<Attempt, "operation" | "state" | "providerReference"> & SentThrough)[],
): Promise<StepVerdict[]> {
  const charge = moneyMoverOf("charge", attempts);
  const reason = charge && (await whyGone(charge));
  return steps.map((each) =>
    reason && each.step === "refund" && each.allowed ? { step: "refund", allowed: false, reason } : each,
  );
}
