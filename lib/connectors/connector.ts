import type { DeclineCode } from "./decline-codes";

/** Who moves money. Nothing else in Counterfoil asks a provider for anything. */
export interface Connector {
  name: string;
  /** A live connector moves real money; its card fields are on the provider's own page, never here. */
  live: boolean;
  capabilities: Capabilities;
  charge(request: ChargeRequest): Promise<ChargeOutcome>;
  completeChallenge(request: ChallengeAnswer): Promise<ChargeOutcome>;
  refund(request: RefundRequest): Promise<RefundOutcome>;
  /** Sends money out. What is called back of it is a refund of the payout. */
  payout(request: PayoutRequest): Promise<PayoutOutcome>;
  /** What became of an attempt whose answer was lost. Asks, and never moves money. */
  lookup(request: { attemptId: string }): Promise<LookupOutcome>;
}

export interface Capabilities {
  charge: boolean;
  refund: boolean;
  partialRefund: boolean;
  payout: boolean;
  challenge: boolean;
  saveMethod: boolean;
  currencies: readonly string[] | "all";
}

export interface ChargeRequest {
  /** The provider's idempotency key: the same id never charges twice. */
  attemptId: string;
  amountMinor: bigint;
  currency: string;
  method: ChargeMethod;
  now: Date;
  /** The customer is not there to answer a challenge. */
  offSession: boolean;
  /** The customer asked to keep the method for later. */
  savingMethod: boolean;
}

/** A connector's own token for a card or a saved method; never a card number. */
export type ChargeMethod = { type: "token"; token: string };

export type ChargeOutcome =
  | { state: "succeeded"; providerReference: string; raw: Json; followUps: FollowUp[] }
  | { state: "requires_action"; providerReference: string; raw: Json }
  | { state: "failed"; providerReference: string | null; declineCode: DeclineCode; raw: Json }
  | UnknownOutcome;

/** What the provider reports some time after the charge. */
export type FollowUp = {
  kind: "dispute";
  reason: string;
  /** How long after the report the dispute may be answered. */
  respondWithinMs: number;
};

export interface ChallengeAnswer {
  attemptId: string;
  result: "approve" | "fail";
  now: Date;
}

export interface RefundRequest {
  attemptId: string;
  /** What is given back: a charge, or a payout. */
  chargeReference: string;
  amountMinor: bigint;
  currency: string;
  now: Date;
}

export type RefundOutcome =
  /** `laterFails`: the provider takes the refund now and reports afterwards that it did not arrive. */
  | { state: "succeeded"; providerReference: string; raw: Json; laterFails: boolean }
  | { state: "failed"; providerReference: string | null; declineCode: DeclineCode; raw: Json }
  | UnknownOutcome;

export interface PayoutRequest {
  attemptId: string;
  amountMinor: bigint;
  currency: string;
  /** The provider's own name of the account the money goes to. */
  destination: string;
  now: Date;
}

export type PayoutOutcome =
  | { state: "succeeded"; providerReference: string; raw: Json }
  | { state: "failed"; providerReference: string | null; declineCode: DeclineCode; raw: Json }
  | UnknownOutcome;

/** A timeout or a reset connection: resolved by `lookup`, never retried blindly. */
export type UnknownOutcome = { state: "unknown"; raw: Json };

export type LookupOutcome =
  | ChargeOutcome
  | RefundOutcome
  | PayoutOutcome
  /** The provider never heard of it: nothing was moved, and the same attempt may be sent again. */
  | { state: "not_found" };

export type Json = string | number | boolean | null | Json[] | { [key: string]: Json };
