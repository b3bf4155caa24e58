import type { Json } from "./connector";

/** What was done at an account, by us and by anybody else, so that it can be shown here. Asks, and never moves money. */
export interface Mirror {
  /**
   * The next page of what was made at the account since `from`, of a bounded length. `cursor` is the connector's own; null
   * from the start. Once all of it has been read, the pages that follow are what is new.
   */
  page(request: { from: Date; cursor: string | null }): Promise<MirrorPage>;
  /** What something that the provider told of is about, as it is now. Empty where it is nothing that is mirrored. */
  about(told: { raw: Json }): Promise<MirrorRecord[]>;
}

export interface MirrorPage {
  records: MirrorRecord[];
  /** Where the next page begins. */
  cursor: string;
  /** All there is has been read: what comes next is not there yet. */
  caughtUp: boolean;
}

/** One payment or payout, whole; or why it could not be read. `raw` names it, so that it can be asked for again. */
export type MirrorRecord = { type: string; reference: string; madeAt: Date; raw: Json } & (
  | { payment: MirroredPayment }
  | { problem: string }
);

/** A payment as its provider has it now, with all that has happened to it. Amounts in minor units of ISO 4217. */
export interface MirroredPayment {
  /** `TRANSFER`: from the account at the provider to one's own bank, or back. */
  type: "PAY-IN" | "TRANSFER" | "OTHER";
  /** As the connected contract spells it. */
  scheme: string;
  amountMinor: bigint;
  currency: string;
  /** By what a charge of ours is known: our own id of it on what it made, and what the provider calls that. */
  ours: { attemptId: string | null; providerReference: string | null };
  metadata: Readonly<Record<string, string>>;
  /** In the order of their times; empty while it is not decided yet. */
  steps: readonly MirroredStep[];
  balance: readonly BalanceLine[];
}

/** Something that has happened to it: the same reference and status is the same step, whoever tells of it and when. */
export interface MirroredStep {
  reference: string;
  status:
    | "succeeded"
    | "failed"
    | "cancelled"
    | "refunded"
    | "refund_reversed"
    | "dispute"
    | "dispute_won"
    | "dispute_lost";
  /** Null where the status moves no money, or not an amount of the payment's own currency. */
  amountMinor: bigint | null;
  at: Date;
  /** Of a dispute: until when evidence is taken, where the provider says. */
  respondBy?: Date | null;
  raw: Json;
}

/** What of a payment arrived on the account's balance, or left it. It may be of another currency than the payment. */
export interface BalanceLine {
  /** The provider's own name of it. */
  reference: string;
  about: "payment" | "refund" | "dispute" | "payout" | "other";
  currency: string;
  /** Less than nothing where it left. */
  amountMinor: bigint;
  feeMinor: bigint;
  netMinor: bigint;
  /** When it may be paid out. */
  availableAt: Date | null;
}

/** A line as it is kept: amounts as text, times as ISO 8601. */
export type StoredBalanceLine = {
  [Field in keyof BalanceLine]: BalanceLine[Field] extends bigint
    ? string
    : BalanceLine[Field] extends Date | null
      ? string | null
      : BalanceLine[Field];
};
