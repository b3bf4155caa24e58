import type { Instant } from "@/lib/instant";
import { formatDecimal } from "@/lib/money/decimal";
import { Refused } from "@/lib/verb/problem";
import type { LockedPayment } from "./lock-payment";
import { reportedBefore } from "./reported-before";
import type { PaymentStatus } from "./status";

/** What a report says that may contradict what is stored: of the same adjustment, or of the payment as a whole. */
export interface StatedAmount extends Instant {
  reference: string;
  status: PaymentStatus;
  amountMinor: bigint | null;
}

/**
 * How a report contradicts what is stored of its payment, in words that follow "which"; null where it does not. A door
 * answers what is stored (connected contract); a file is somebody's list of what is true, and must be told.
 */
export function contradictionIn(
  known: Pick<LockedPayment, "payment" | "adjustments">,
  stated: StatedAmount,
): string | null {
  const { payment } = known;
  const same = reportedBefore(known, stated);
  const { amountMinor } = stated;
  if (amountMinor === null) return null;
  const money = (minor: bigint) => `${formatDecimal(minor, payment.precision)} ${payment.currency}`;
  if (same)
    return same.amountMinor === null || same.amountMinor === amountMinor
      ? null
      : `says ${money(amountMinor)}, but ${money(same.amountMinor)} is stored with the same reference, time and status`;
  if (!statesTheWhole(stated.status)) return null;
  const whole = [payment.openingAmountMinor, payment.initialAmountMinor, payment.openingInitialAmountMinor];
  return whole.includes(amountMinor)
    ? null
    : `says ${money(amountMinor)}, but ${money(payment.initialAmountMinor)} is stored for payment ${payment.reference}`;
}

/** Refuses with `conflict` what contradicts what is stored. */
export function refuseContradiction(locked: LockedPayment, stated: StatedAmount): void {
  const message = contradictionIn(locked, stated);
  if (message) throw new Refused({ code: "conflict", message: `This report ${message}.` });
}

/** Whether the amount beside a status is the whole payment's, as against that of a refund, a capture or a dispute. */
export function statesTheWhole(status: PaymentStatus): boolean {
  return [
    "pending",
    "succeeded",
    "cancelled",
    "failed",
    "expired",
    "authorisation",
    "unknown",
    "other",
  ].includes(status);
}
