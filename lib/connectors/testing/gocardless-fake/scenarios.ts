import type { Books } from "./books";
import { the } from "./books";
import {
  activateMandate,
  bounceRefund,
  chargeBack,
  confirmPayment,
  endMandate,
  failPayment,
  payOut,
  payRefund,
  returnRefund,
  submitMandate,
  submitPayment,
} from "./life";

/** GoCardless's published scenario simulators, by their names: each takes what is there through to its end. */
export const SCENARIOS = {
  mandate_submitted: submitMandate,
  mandate_activated: activateMandate,
  mandate_failed: (books, id) =>
    endMandate(books, id, "failed", { origin: "bank", cause: "invalid_bank_details" }),
  mandate_expired: (books, id) =>
    endMandate(books, id, "expired", { origin: "gocardless", cause: "mandate_expired" }),
  mandate_cancelled: (books, id) =>
    endMandate(books, id, "cancelled", { origin: "bank", cause: "mandate_cancelled" }),
  payment_submitted: submitPayment,
  payment_confirmed: confirmPayment,
  payment_paid_out: (books, id) => {
    if (the(books.payments, id).status !== "confirmed") confirmPayment(books, id);
    payOut(books, [id]);
  },
  payment_failed: (books, id) => failPayment(books, id),
  payment_late_failure: (books, id) => {
    if (!["confirmed", "paid_out"].includes(the(books.payments, id).status)) confirmPayment(books, id);
    failPayment(books, id);
  },
  payment_charged_back: (books, id) => {
    if (!["confirmed", "paid_out"].includes(the(books.payments, id).status)) confirmPayment(books, id);
    chargeBack(books, id);
  },
  refund_paid: payRefund,
  refund_bounced: bounceRefund,
  refund_returned: returnRefund,
} as const satisfies Record<string, (books: Books, id: string) => void>;

export function isScenario(name: string): name is keyof typeof SCENARIOS {
  return Object.hasOwn(SCENARIOS, name);
}
