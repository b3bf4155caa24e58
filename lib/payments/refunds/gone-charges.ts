import { goneReason, type SentThrough } from "@/lib/connectors/connection";
import { type Queryable, query } from "@/lib/db/sql";
import { GONE_CHARGES } from "@/lib/generated/sql/payments/gone-charges";
import { Refused } from "@/lib/verb/problem";
import type { Attempt } from "../attempt";
import { KIND_RULES } from "../kinds/all";
import type { StepVerdict } from "../life-cycle";
import { moneyMoverOf } from "../moving-attempt";
import type { PaymentKind } from "../status";

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

/** Why what was charged is refunded at its provider alone; null where it may be asked for here, or there is no refund of it. */
export async function refundGone(
  kind: PaymentKind,
  attempts: readonly (Pick<Attempt, "operation" | "state" | "providerReference"> & SentThrough)[],
): Promise<string | null> {
  const charge = KIND_RULES[kind].neverRefunded ? null : moneyMoverOf("charge", attempts);
  return charge && whyGone(charge);
}

/** A payment's steps: no refund where that is made at the provider alone. */
export function withoutRefund(steps: readonly StepVerdict[], gone: string | null): StepVerdict[] {
  return steps.map((each) =>
    gone && each.step === "refund" && each.allowed ? { step: "refund", allowed: false, reason: gone } : each,
  );
}
