import type { Queryable } from "@/lib/db/sql";
import { type Attempt, attemptsOf, isOpen } from "./attempt";
import { type Dispute, disputesOf } from "./fold";
import { undisputedMinor } from "./life-cycle";
import type { LockedPayment } from "./lock-payment";

type AttemptState = Pick<Attempt, "operation" | "state" | "amountMinor">;

/** What a connector of ours has been asked and has not answered: no part of the history yet. */
export interface UnderWay {
  charges: number;
  /** Minor units: promised already, and so not to be promised again. */
  refundsMinor: bigint;
}

/** What is open of a payment: whatever may be done next is judged on this, never on what happened last. Minor units. */
export interface PaymentFacts {
  /** What the payment is worth by its history. */
  leftMinor: bigint;
  /** What of it nobody has been promised, and no dispute took or holds. */
  refundableMinor: bigint;
  disputes: Dispute[];
  underWay: UnderWay;
  /** A connector of ours charged it: what becomes of that money, the connector says. */
  chargedHere: boolean;
}

/** Works out the facts of a payment from its history and its attempts. */
export function factsOf(
  {
    payment,
    adjustments,
  }: {
    payment: Pick<LockedPayment["payment"], "amountMinor" | "disputedMinor">;
    adjustments: LockedPayment["adjustments"];
  },
  attempts: readonly AttemptState[],
): PaymentFacts {
  const underWay = underWayOf(attempts);
  return {
    leftMinor: payment.amountMinor,
    refundableMinor: undisputedMinor(payment) - underWay.refundsMinor,
    disputes: disputesOf(adjustments),
    underWay,
    chargedHere: isChargedHere(attempts),
  };
}

/** The facts of a locked payment, as they are until the lock is let go. */
export async function factsOfLocked(tx: Queryable, locked: LockedPayment): Promise<PaymentFacts> {
  return factsOf(locked, await attemptsOf(locked.payment.id, tx));
}

/** What connectors have been asked and have not answered. */
export function underWayOf(attempts: readonly AttemptState[]): UnderWay {
  const open = attempts.filter(isOpen);
  return {
    charges: open.filter(({ operation }) => operation === "charge").length,
    refundsMinor: open
      .filter(({ operation }) => operation === "refund")
      .reduce((sum, { amountMinor }) => sum + amountMinor, 0n),
  };
}

/** Whether a connector of ours charged a payment. */
export function isChargedHere(attempts: readonly Pick<Attempt, "operation" | "state">[]): boolean {
  return attempts.some(({ operation, state }) => operation === "charge" && state === "succeeded");
}
