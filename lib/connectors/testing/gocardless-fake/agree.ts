import { type Books, type Flow, idOf, type Mandate, type Metadata, the } from "./books";

/** The flow's request, where it can still be agreed to. */
export function openRequestOf(books: Books, flow: Flow) {
  const request = the(books.billingRequests, flow.links.billing_request);
  const open = request.status === "pending" || request.status === "ready_to_fulfil";
  return open && Date.parse(flow.expires_at) > books.now().getTime() ? request : null;
}

/** Agrees as the payer does: the mandate is made, and goes to the banks. Null where the page is closed. */
export function agree(books: Books, flow: Flow, holder: string, accountNumber: string): string | null {
  const request = openRequestOf(books, flow);
  if (!request) return null;
  const { currency, scheme, metadata } = request.mandate_request;
  const mandate = makeMandate(books, { currency, scheme, metadata, holder, accountNumber });
  request.status = "fulfilled";
  const { customer } = mandate.links;
  request.links = { ...request.links, customer, mandate_request_mandate: mandate.id };
  const links = { billing_request: request.id, mandate_request_mandate: mandate.id };
  books.tell("billing_requests", "fulfilled", links, FULFILLED);
  return mandate.id;
}

interface Agreed {
  currency: string;
  scheme: string;
  metadata: Metadata;
  holder: string;
  accountNumber: string;
}

export function makeMandate(books: Books, agreed: Agreed): Mandate {
  const { currency, scheme, metadata, holder, accountNumber } = agreed;
  const customer = idOf("CU");
  const account = {
    ...books.made("BA"),
    ...{ account_holder_name: holder, bank_name: "BARCLAYS BANK PLC", currency, enabled: true },
    account_number_ending: accountNumber.slice(currency === "NZD" ? -4 : -2),
    links: { customer },
  };
  books.bankAccounts.unshift(account);
  const mandate = {
    ...books.made("MD"),
    ...{ status: "pending_submission", scheme, reference: idOf("REF"), metadata },
    next_possible_charge_date: books.workingDay(6),
    links: { creditor: books.creditor, customer, customer_bank_account: account.id },
  };
  books.mandates.unshift(mandate);
  books.tell(
    "mandates",
    "created",
    { mandate: mandate.id, customer, customer_bank_account: account.id },
    MADE,
  );
  return mandate;
}

const MADE = { origin: "gocardless", cause: "mandate_created", description: "Mandate created." } as const;
const FULFILLED = {
  origin: "gocardless",
  cause: "billing_request_fulfilled",
  description: "This billing request has been fulfilled.",
} as const;
