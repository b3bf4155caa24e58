import { randomUUID } from "node:crypto";
import { DAY_MS } from "@/lib/durations";

export const idOf = (prefix: string) =>
  `${prefix}${randomUUID().replaceAll("-", "").slice(0, 14).toUpperCase()}`;

/** Every object as GoCardless answers it: what is kept is what is shown. */
export interface Made {
  id: string;
  created_at: string;
}

export type Metadata = Record<string, string>;

export interface BillingRequest extends Made {
  status: "pending" | "ready_to_fulfil" | "fulfilling" | "fulfilled" | "cancelled";
  metadata: Metadata;
  mandate_request: { currency: string; scheme: string; description: string | null; metadata: Metadata };
  links: { creditor: string; customer?: string; mandate_request_mandate?: string };
}

export interface Flow extends Made {
  authorisation_url: string;
  redirect_uri: string | null;
  exit_uri: string | null;
  expires_at: string;
  language: string | null;
  prefilled_customer: Record<string, string> | null;
  links: { billing_request: string };
}

export interface BankAccount extends Made {
  account_holder_name: string;
  account_number_ending: string;
  bank_name: string;
  currency: string;
  enabled: boolean;
  links: { customer: string };
}

export interface Mandate extends Made {
  status: string;
  scheme: string;
  reference: string;
  next_possible_charge_date: string | null;
  metadata: Metadata;
  links: { creditor: string; customer: string; customer_bank_account: string; new_mandate?: string };
}

export interface Payment extends Made {
  status: string;
  amount: number;
  amount_refunded: number;
  currency: string;
  charge_date: string | null;
  description: string | null;
  reference: string | null;
  retry_if_possible: boolean;
  metadata: Metadata;
  links: { mandate: string; creditor: string; payout?: string };
}

export interface Refund extends Made {
  status: string;
  amount: number;
  currency: string;
  metadata: Metadata;
  links: { payment: string; mandate: string };
}

export interface Payout extends Made {
  status: "pending" | "paid" | "bounced";
  amount: number;
  deducted_fees: number;
  currency: string;
  arrival_date: string;
  payout_type: "merchant";
  links: { creditor: string };
}

/** Amounts are texts with a decimal there: `-20.0`. */
export interface PayoutItem {
  payout: string | null;
  type: string;
  amount: string;
  links: { payment: string; mandate: string; refund?: string };
}

export interface Details {
  origin: "api" | "bank" | "gocardless" | "payer";
  cause: string;
  description: string;
  scheme?: string;
  reason_code?: string;
}

export interface Told extends Made {
  resource_type: string;
  action: string;
  details: Details;
  links: Record<string, string>;
  metadata: Metadata;
}

/** One creditor at GoCardless, as long as a test runs. Each list is newest first. */
export class Books {
  readonly creditor = idOf("CR");
  refundsEnabled = true;
  verificationStatus: "successful" | "in_review" | "action_required" = "successful";
  /** What time it is there: a test may set it. */
  now: () => Date = () => new Date();
  readonly billingRequests: BillingRequest[] = [];
  readonly flows: Flow[] = [];
  readonly bankAccounts: BankAccount[] = [];
  readonly mandates: Mandate[] = [];
  readonly payments: Payment[] = [];
  readonly refunds: Refund[] = [];
  readonly payouts: Payout[] = [];
  readonly payoutItems: PayoutItem[] = [];
  readonly events: Told[] = [];
  onEvent: (event: Told) => void = () => {};

  made(prefix: string): Made {
    return { id: idOf(prefix), created_at: this.now().toISOString() };
  }

  tell(resource: string, action: string, links: Record<string, string>, details: Details): void {
    const event = { ...this.made("EV"), resource_type: resource, action, details, links, metadata: {} };
    this.events.unshift(event);
    this.onEvent(event);
  }

  /** The day so many working days on, as YYYY-MM-DD. Bank holidays are not known here. */
  workingDay(days: number): string {
    let at = this.now().getTime();
    for (let left = days; left > 0; ) {
      at += DAY_MS;
      const day = new Date(at).getUTCDay();
      if (day !== 0 && day !== 6) left--;
    }
    return new Date(at).toISOString().slice(0, 10);
  }

  /** The earliest day on which a mandate can be charged; null where it cannot. */
  nextChargeDate({ status }: Mandate): string | null {
    if (status === "active") return this.workingDay(3);
    return ["pending_customer_approval", "pending_submission", "submitted"].includes(status)
      ? this.workingDay(6)
      : null;
  }

  paymentOf(attemptId: string): Payment | undefined {
    return this.payments.find(({ metadata }) => metadata.attempt_id === attemptId);
  }

  mandateOf(mandateId: string): Mandate | undefined {
    return this.mandates.find(({ metadata }) => metadata.mandate_id === mandateId);
  }
}

/** An object by its name. Throws where a test names one that is not there. */
export function the<Item extends { id: string }>(all: readonly Item[], id: string): Item {
  const item = all.find((each) => each.id === id);
  if (!item) throw new Error(`the fake has no ${id}`);
  return item;
}
