import { DAY_MS } from "@/lib/durations";
import type { Body } from "./body";
import type { BillingRequest, Books, Flow, Made, Metadata, Payment, Refund } from "./books";
import { invalid, invalidState, invalidUsage, linkNotFound } from "./fails";

/** The scheme of each currency that is collected in. */
export const SCHEMES: Readonly<Record<string, string>> = {
  ...{ AUD: "becs", CAD: "pad", DKK: "betalingsservice", EUR: "sepa_core" },
  ...{ GBP: "bacs", NZD: "becs_nz", SEK: "autogiro", USD: "ach" },
};

/** What each kind takes, and what is made of it. Any other parameter is refused. */
export const MAKES: Readonly<
  Record<string, { takes: readonly string[]; make: (books: Books, body: Body, origin: string) => Made }>
> = {
  billing_requests: {
    takes: [
      ...["metadata.*", "mandate_request.currency", "mandate_request.scheme"],
      ...["mandate_request.description", "mandate_request.metadata.*"],
    ],
    make: billingRequest,
  },
  billing_request_flows: {
    takes: [
      ...["redirect_uri", "exit_uri", "language", "lock_currency", "links.billing_request"],
      ...["prefilled_customer.given_name", "prefilled_customer.family_name", "prefilled_customer.email"],
    ],
    make: flow,
  },
  payments: {
    takes: [
      ...["amount", "currency", "charge_date", "description", "reference", "retry_if_possible"],
      ...["links.mandate", "metadata.*"],
    ],
    make: payment,
  },
  refunds: {
    takes: ["amount", "total_amount_confirmation", "reference", "links.payment", "metadata.*"],
    make: refund,
  },
};

function billingRequest(books: Books, body: Body): BillingRequest {
  const currency = body.required("mandate_request.currency");
  const scheme = SCHEMES[currency];
  if (!scheme) throw invalid("billing_requests", "mandate_request.currency", "is not supported");
  const made: BillingRequest = {
    ...books.made("BRQ"),
    status: "pending",
    metadata: body.metadata(),
    mandate_request: {
      currency,
      scheme: body.text("mandate_request.scheme") ?? scheme,
      description: body.text("mandate_request.description"),
      metadata: body.metadata("mandate_request.metadata"),
    },
    links: { creditor: books.creditor },
  };
  books.billingRequests.unshift(made);
  tellByApi(books, "billing_requests", "created", { billing_request: made.id }, "billing_request_created");
  return made;
}

function flow(books: Books, body: Body, origin: string): Flow {
  const id = body.required("links.billing_request");
  const request = books.billingRequests.find((each) => each.id === id);
  if (!request) throw linkNotFound("billing_request");
  if (request.status !== "pending" && request.status !== "ready_to_fulfil")
    throw invalidState("billing_request_not_pending", "The billing request is not open any more");
  body.flag("lock_currency");
  const made = books.made("BRF");
  const flow: Flow = {
    ...made,
    authorisation_url: `${origin}/flow/${made.id}`,
    redirect_uri: body.text("redirect_uri"),
    exit_uri: body.text("exit_uri"),
    language: body.text("language"),
    expires_at: new Date(books.now().getTime() + 7 * DAY_MS).toISOString(),
    prefilled_customer: body.texts("prefilled_customer"),
    links: { billing_request: id },
  };
  books.flows.unshift(flow);
  const links = { billing_request: id, billing_request_flow: flow.id };
  tellByApi(books, "billing_requests", "flow_created", links, "billing_request_flow_created");
  return flow;
}

function payment(books: Books, body: Body): Payment {
  const id = body.required("links.mandate");
  const mandate = books.mandates.find((each) => each.id === id);
  if (!mandate) throw linkNotFound("mandate");
  if (mandate.links.new_mandate) {
    const links = { new_mandate: mandate.links.new_mandate };
    throw invalidState("mandate_replaced", "The mandate has been replaced", links);
  }
  const earliest = books.nextChargeDate(mandate);
  if (!earliest)
    throw invalidState("mandate_is_inactive", "The mandate for this payment is cancelled, failed or expired");
  const currency = body.required("currency");
  if (SCHEMES[currency] !== mandate.scheme)
    throw invalid("payments", "currency", "is not the currency of the mandate's scheme");
  const chargeDate = body.text("charge_date") ?? earliest;
  if (chargeDate < earliest)
    throw invalid("payments", "charge_date", `must be on or after mandate's next_possible_charge_date`);
  const made: Payment = {
    ...books.made("PM"),
    ...{ status: "pending_submission", amount: body.amount("amount"), amount_refunded: 0, currency },
    ...{ charge_date: chargeDate, description: body.text("description"), reference: body.text("reference") },
    retry_if_possible: body.flag("retry_if_possible"),
    metadata: body.metadata(),
    links: { mandate: id, creditor: books.creditor },
  };
  books.payments.unshift(made);
  tellByApi(books, "payments", "created", { payment: made.id }, "payment_created");
  return made;
}

function refund(books: Books, body: Body): Refund {
  if (!books.refundsEnabled)
    throw invalidUsage(403, "forbidden", "You are not permitted to create refunds: contact support");
  const id = body.required("links.payment");
  const payment = books.payments.find((each) => each.id === id);
  if (!payment) throw linkNotFound("payment");
  if (payment.status !== "confirmed" && payment.status !== "paid_out")
    throw invalidState("refund_payment_invalid_state", "The payment is neither confirmed nor paid out");
  const amount = body.amount("amount");
  const sum = payment.amount_refunded + amount;
  if (body.amount("total_amount_confirmation") !== sum)
    throw invalidState("total_amount_confirmation_invalid", "The confirmation is not the sum of the refunds");
  if (sum > payment.amount) throw invalid("refunds", "amount", "is more than is left of the payment");
  if (books.refunds.filter(({ links }) => links.payment === id).length >= 5)
    throw invalidState("number_of_refunds_exceeded", "A payment can be refunded five times");
  return makeRefund(books, payment, amount, body.metadata());
}

/** Gives back what is left, through the API or by somebody at GoCardless itself. */
export function makeRefund(books: Books, payment: Payment, amount: number, metadata: Metadata): Refund {
  const { id, currency } = payment;
  const made: Refund = {
    ...books.made("RF"),
    ...{ status: "created", amount, currency, metadata },
    links: { payment: id, mandate: payment.links.mandate },
  };
  payment.amount_refunded += amount;
  books.refunds.unshift(made);
  tellByApi(books, "refunds", "created", { refund: made.id, payment: id }, "payment_refunded");
  return made;
}

function tellByApi(
  books: Books,
  resource: string,
  action: string,
  links: Record<string, string>,
  cause: string,
): void {
  books.tell(resource, action, links, { origin: "api", cause, description: `${action} via the API.` });
}
