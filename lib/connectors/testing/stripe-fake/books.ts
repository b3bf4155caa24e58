import { randomUUID } from "node:crypto";
import type { Decline, TestMethod } from "./cards";

export const now = () => Math.floor(Date.now() / 1_000);
export const idOf = (prefix: string) => `${prefix}_${randomUUID().replaceAll("-", "")}`;

interface Made {
  id: string;
  created: number;
}

export interface Intent extends Made {
  amount: number;
  currency: string;
  status: "requires_payment_method" | "requires_action" | "processing" | "succeeded" | "canceled";
  metadata: Record<string, string>;
  customer: string | null;
  paymentMethod: (Made & { does: TestMethod; allow_redisplay: "always" | "limited" }) | null;
  lastError: Decline | null;
}

export interface Session extends Made {
  status: "open" | "complete" | "expired";
  intent: Intent | null;
  amount: number;
  currency: string;
  clientReferenceId: string | null;
  metadata: Record<string, string>;
  intentMetadata: Record<string, string>;
  lines: { name: string; amount: number }[];
  successUrl: string;
  cancelUrl: string;
  locale: string;
  savesMethod: boolean;
  expiresAt: number;
  /** Of a page on which a card is only kept; null where one is paid. */
  setup: Setup | null;
}

export interface Setup extends Made {
  status: "requires_payment_method" | "succeeded";
  customer: string | null;
  method: { id: string; does: TestMethod } | null;
}

export interface Refund extends Made {
  intent: Intent;
  amount: number;
  status: "pending" | "succeeded" | "failed";
  metadata: Record<string, string>;
}

export interface Dispute extends Made {
  intent: Intent;
  amount: number;
  status: string;
  reason: string;
  dueBy: number | null;
  metadata: Record<string, string>;
  /** Each answer that was submitted, as it was sent. */
  submitted: Record<string, string>[];
}

/** What is sent to the account's own bank. */
export interface Payout extends Made {
  amount: number;
  currency: string;
  status: "in_transit" | "paid" | "failed";
  arrivesAt: number;
  failedAt: number | null;
}

/** What is on the balance for itself. */
export interface Line extends Made {
  amount: number;
  currency: string;
}

export interface Told extends Made {
  type: string;
  object: Record<string, unknown>;
}

/** One account at Stripe, as long as a test runs. */
export class Books {
  readonly account = idOf("acct");
  readonly sessions: Session[] = [];
  readonly intents: Intent[] = [];
  readonly refunds: Refund[] = [];
  readonly disputes: Dispute[] = [];
  readonly payouts: Payout[] = [];
  readonly fees: Line[] = [];
  readonly events: Told[] = [];
  /** Methods kept for later, by the customer and the name of the method. */
  readonly saved = new Map<string, TestMethod>();
  /** Every method that was ever kept, by its name. */
  readonly methods = new Map<string, { does: TestMethod; customer: string; created: number }>();
  readonly deletedCustomers = new Set<string>();
  onEvent: (event: Told) => void = () => {};

  tell(type: string, object: Record<string, unknown>): void {
    const event = { id: idOf("evt"), created: now(), type, object };
    this.events.unshift(event);
    this.onEvent(event);
  }

  /** Keeps a method as a customer's. What it does may be known only when it is charged. */
  save(does: TestMethod, customer = idOf("cus"), method = idOf("pm")): string {
    const token = `${customer}/${method}`;
    this.saved.set(token, does);
    this.methods.set(method, { does, customer, created: now() });
    return token;
  }

  refundedOf(intent: Intent): number {
    const arrived = this.refunds.filter((each) => each.intent === intent && each.status !== "failed");
    return arrived.reduce((sum, { amount }) => sum + amount, 0);
  }
}
