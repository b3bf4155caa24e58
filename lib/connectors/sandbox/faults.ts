import type { ChargeRequest, PayoutRequest, RefundRequest } from "../connector";
import type { EvidenceRequest } from "../dispute-answers";
import type { LostAnswer } from "./sandbox";

/** Booked, but the answer never arrives (docs/sandbox.md). */
export const LOST_AFTER_BOOKING_MINOR = 40_04n;
/** The provider never hears of it. */
export const LOST_BEFORE_BOOKING_MINOR = 40_08n;

/** Loses answers by amount, only where COUNTERFOIL_SANDBOX_FAULTS=1 asks for it: 40.04 is also an honest price. */
export function lostAnswer(
  request: ChargeRequest | RefundRequest | PayoutRequest | EvidenceRequest,
): LostAnswer {
  if (process.env.COUNTERFOIL_SANDBOX_FAULTS !== "1" || !("amountMinor" in request)) return null;
  const { amountMinor } = request;
  if (amountMinor === LOST_AFTER_BOOKING_MINOR) return "after_booking";
  return amountMinor === LOST_BEFORE_BOOKING_MINOR ? "before_booking" : null;
}
