import { STATUS_LOOKS } from "@/components/payments/status";
import type { PaymentDetail } from "@/lib/payments/get-payment";
import { movesMoney, reportableStatuses } from "@/lib/payments/life-cycle";
import { tellsOfRefund } from "@/lib/payments/own-charge";
import type { Payment } from "@/lib/payments/payment";

/** What a person may add to the history by hand, and how its reference would begin; null where nothing makes sense. */
export function adjustmentOffer(
  { kind, status, reference, version }: Payment,
  { chargedHere }: PaymentDetail["facts"],
  now: Date,
) {
  const statuses = reportableStatuses(kind, status)
    .filter((next) => !(chargedHere && tellsOfRefund(next)))
    .map((next) => ({ status: next, label: STATUS_LOOKS[next].label, money: movesMoney(next) }));
  return statuses.length > 0
    ? {
        statuses,
        referencePrefix: `${reference.slice(0, 40)}/${version + 1}/`,
        aheadMs: now.getTime() - Date.now(),
      }
    : null;
}
