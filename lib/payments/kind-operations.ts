import type { ChargeOutcome, ChargeRequest } from "@/lib/connectors/connector";
import type { Queryable } from "@/lib/db/sql";
import type { Ctx } from "@/lib/verb/context";
import type { Attempt } from "./attempt";
import type { LockedPayment } from "./lock-payment";
import type { Payment } from "./payment";
import type { AdjustmentSeed } from "./record-payments";

/** How a kind of payment asks its connector for a charge, and what it does with the answer. */
export interface Charges {
  request: (attempt: Attempt, currency: string, now: Date) => ChargeRequest;
  settle: (call: { ctx: Ctx; attemptId: string; outcome: ChargeOutcome }) => Promise<unknown>;
  /** Closes a challenge that nobody answered, where a kind can ask for one. */
  abandonChallenge: ((ctx: Ctx, attempt: Attempt) => Promise<unknown>) | null;
  /**
   * Takes in that a bank has taken back what a charge had brought, where a kind knows such a thing: all of it, or
   * `takenMinor` where another amount is said; null where it was said in a way that nobody can tell, so that it is what is left.
   */
  takeBack:
    | ((call: {
        ctx: Ctx;
        attemptId: string;
        outcome: Returned;
        takenMinor?: bigint | null;
      }) => Promise<void>)
    | null;
  /** The payment of its own that says that a payment's money is given back elsewhere, where a kind has such payments. */
  givenBackBy: ((tx: Queryable, paymentId: string) => Promise<string | null>) | null;
}

/** Why a bank has taken back what was charged, as the provider says. */
export type Returned = Pick<Extract<ChargeOutcome, { state: "failed" }>, "declineCode" | "raw">;

/** What is given back of a payment, in its minor units. */
export interface RefundDraft {
  amountMinor: bigint;
  reason?: string | undefined;
}

/** What somebody says has happened to a payment elsewhere. */
export type ReportedChange = AdjustmentSeed & {
  reason?: string;
  /** When a dispute that this opens has to be answered. */
  respondBy?: Date;
};

/**
 * What a kind of payment does its own way. Every kind has one entry in the registry, and the compiler demands all of it;
 * what is plain data is in KIND_RULES.
 */
export interface KindOperations {
  /** Null where the money is moved by others. */
  charges: Charges | null;
  /** Writes a refund whose money is given back by others; null where a connector of ours is asked. */
  refundElsewhere:
    | ((tx: Queryable, ctx: Ctx, locked: LockedPayment, refund: RefundDraft) => Promise<Payment>)
    | null;
  /** Takes in what happened elsewhere, with all that follows from it in this kind. */
  report: (tx: Queryable, ctx: Ctx, locked: LockedPayment, change: ReportedChange) => Promise<void>;
}
