import type { StatusRule } from "@/lib/payments/fold";
import type { PaymentStatus } from "@/lib/payments/status";

/** Which statuses may follow which. */
export type LifeCycle = Partial<Record<PaymentStatus, readonly PaymentStatus[]>>;

/** What is true of every payment of one kind, as data that a browser may read too. */
export interface KindRules {
  /** The kind as lists name it. */
  name: string;
  /** Which status may follow which; "any" where a mirror takes what it hears, in whatever order. */
  lifeCycle: LifeCycle | "any";
  /** How the shown status follows from the history. */
  statusRule: StatusRule;
  /** What only we bring about, by an attempt or a verb, and nobody may report. */
  neverReported: readonly PaymentStatus[];
  /** Whether what is reported follows what was there before: dated earlier, it is taken to have happened right after that. */
  reportedInOrder: boolean;
  /** What a person is offered to report next, where the life cycle is "any". */
  usuallyNext: LifeCycle;
  /** Why an operator can never cancel one, or null where its status decides. */
  neverCancelled: string | null;
  /** Why an operator can never refund one, or null where its status decides. */
  neverRefunded: string | null;
  /** Whether its payments are recorded by hand, so that one recorded by mistake may be undone. */
  undoable: boolean;
  /** Whether the customer pays it on a page of ours, and so may try again after a decline. */
  paidByLink: boolean;
  /** Whether it mirrors what is at a provider: its reference is the provider's. */
  mirrored: boolean;
  /** Whether the connected door tells the merchant's own reference in the metadata, because the payment's there is our id. */
  referenceInMetadata: boolean;
}

/** What may follow once money has arrived. */
export const AFTER_SUCCESS = {
  succeeded: ["refunded", "refunded_failure", "dispute"],
  refunded: ["refunded", "refund_reversed", "refunded_failure", "dispute"],
  refunded_failure: ["refunded", "refunded_failure", "dispute"],
  refund_reversed: ["refunded", "refund_reversed", "refunded_failure", "dispute"],
  dispute: ["dispute_won", "dispute_lost"],
  dispute_won: ["refunded", "refunded_failure", "dispute"],
  dispute_lost: ["refunded", "refund_reversed", "refunded_failure", "dispute"],
} as const satisfies LifeCycle;
