import type { Books, Made } from "./books";
import { the } from "./books";
import { invalidState, notFound } from "./fails";
import { endMandate } from "./life";

/** What can be done to what is there. */
export const ACTS: Readonly<Record<string, (books: Books, id: string) => Made>> = {
  "mandates/cancel": cancelMandate,
  "billing_requests/cancel": cancelRequest,
  "payments/cancel": cancelPayment,
};

function cancelMandate(books: Books, id: string): Made {
  const mandate = books.mandates.find((each) => each.id === id);
  if (!mandate) throw notFound();
  if (!books.nextChargeDate(mandate)) throw cancellationFailed("Mandate");
  endMandate(books, id, "cancelled", { origin: "api", cause: "mandate_cancelled" });
  return mandate;
}

function cancelRequest(books: Books, id: string): Made {
  const request = books.billingRequests.find((each) => each.id === id);
  if (!request) throw notFound();
  if (request.status !== "pending" && request.status !== "ready_to_fulfil")
    throw cancellationFailed("Billing request");
  request.status = "cancelled";
  const details = { origin: "api", cause: "billing_request_cancelled", description: "Cancelled." } as const;
  books.tell("billing_requests", "cancelled", { billing_request: id }, details);
  return request;
}

function cancelPayment(books: Books, id: string): Made {
  if (!books.payments.some((each) => each.id === id)) throw notFound();
  const payment = the(books.payments, id);
  if (payment.status !== "pending_submission") throw cancellationFailed("Payment");
  payment.status = "cancelled";
  const details = { origin: "api", cause: "payment_cancelled", description: "Cancelled." } as const;
  books.tell("payments", "cancelled", { payment: id }, details);
  return payment;
}

const cancellationFailed = (what: string) =>
  invalidState("cancellation_failed", `${what} cannot be cancelled`);
