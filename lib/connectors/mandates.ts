import type { DescribedMethod, Json, PaidMethod, UnknownOutcome } from "./connector";
import type { DeclineCode } from "./decline-codes";

/** Agreements to collect while the payer is away: a bank's mandate, or a card that is kept for it. */
export interface Mandates {
  /** What an agreement can be about. */
  takes: readonly DescribedMethod["type"][];
  /** Makes the provider's page on which the payer agrees. The same mandate again is the same page, while that is open. */
  begin(request: MandateRequest): Promise<MandatePageOutcome>;
  /** How an agreement stands. Asks, and changes nothing. */
  lookup(request: MandateLookup): Promise<MandateOutcome>;
  /** Ends an agreement, so that nothing can be collected by it any more; one that has ended is answered as it is. */
  end(request: MandateLookup): Promise<MandateOutcome>;
}

export interface MandateRequest {
  /** The provider's idempotency key. */
  mandateId: string;
  type: DescribedMethod["type"];
  /** Upper-case ISO 4217: what will be collected is in it. */
  currency: string;
  /** BCP 47, as the payer reads. */
  locale: string;
  merchantName: string;
  /** What is collected, in a line: "Policy P-1042". */
  description: string;
  payer: { firstName: string; lastName: string; email: string | null };
  /** Where the payer is sent afterwards. It proves nothing: what became of the agreement is asked. */
  returnUrl: string;
  /** Where who does not want to agree is sent. */
  cancelUrl: string;
  /** What the provider last called it, or its page; null before there was one. */
  providerReference: string | null;
  now: Date;
}

export type MandatePageOutcome =
  | { state: "redirect"; providerReference: string; url: string; raw: Json }
  | { state: "failed"; providerReference: string | null; declineCode: DeclineCode; raw: Json }
  | UnknownOutcome;

/** What is known of an agreement. */
export interface MandateLookup {
  mandateId: string;
  /** What the provider last called it, or its page; null where the first answer was lost. */
  providerReference: string | null;
  /** What charges by it, where that is known. */
  token: string | null;
  startedAt: Date;
  now: Date;
}

export type MandateOutcome =
  /** The payer has not agreed yet. */
  | { state: "waiting"; providerReference: string; raw: Json }
  /** `submitted`: the bank has yet to say yes; it may be charged already. `token` charges by it. */
  | {
      state: "submitted" | "active";
      providerReference: string;
      token: string;
      method: Omit<PaidMethod, "token"> | null;
      raw: Json;
    }
  /** Nothing can be collected by it any more. `reason` is for a person. */
  | { state: "ended"; providerReference: string; reason: string; raw: Json }
  /** The provider never heard of it. */
  | { state: "not_found" }
  | UnknownOutcome;

/** Agreements that the payer's own bank asks the payer for, in its app or at a machine: there is no page. */
export interface BankMandates {
  /** Has the bank ask. The same mandate again is answered as before, and asks nobody twice. */
  request(request: BankMandateRequest): Promise<BankMandateOutcome>;
}

export interface BankMandateRequest {
  /** The bank's idempotency key. */
  mandateId: string;
  /** Of the payer's account. */
  last4: string | null;
  now: Date;
}

export type BankMandateOutcome =
  /** The payer has not answered yet. */
  | { state: "asked"; raw: Json }
  /** `token` charges by it. */
  | { state: "active"; providerReference: string; token: string; raw: Json }
  /** `reason` is for a person, `code` the bank's own. */
  | { state: "refused"; why: "rejected" | "no_response"; code: string; reason: string; raw: Json }
  | UnknownOutcome;
