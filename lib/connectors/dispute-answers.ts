import type { Json, UnknownOutcome } from "./connector";
import type { DeclineCode } from "./decline-codes";

/** `inquiry`: the bank asks, and has taken no money. */
export type DisputeState = "inquiry" | "open" | "won" | "lost";

/** What a merchant says to the bank of a customer who disputes a payment. */
export interface DisputeAnswers {
  /** Sends it for good: a provider takes evidence once. The same attempt again is the same evidence. */
  submitEvidence(request: EvidenceRequest): Promise<EvidenceOutcome>;
  /** What became of evidence whose answer was lost. Asks, and sends nothing. */
  lookup(request: EvidenceLookup): Promise<EvidenceOutcome | { state: "not_found" }>;
}

export interface EvidenceLookup {
  /** The provider's idempotency key. */
  attemptId: string;
  /** The provider's name of the dispute. */
  disputeReference: string;
  now: Date;
}

export interface EvidenceRequest extends EvidenceLookup {
  evidence: Evidence;
}

/** In the merchant's own words; what was left empty is null. */
export interface Evidence {
  explanation: string;
  /** What was sold. */
  sold: string | null;
  receipt: string | null;
  /** What was said between the merchant and the customer. */
  communication: string | null;
}

export type EvidenceOutcome =
  | { state: "succeeded"; providerReference: string; raw: Json }
  /** Nothing was sent by this attempt. */
  | { state: "failed"; providerReference: string | null; declineCode: EvidenceRefusal; raw: Json }
  | UnknownOutcome;

export type EvidenceRefusal = Extract<DeclineCode, `evidence_${string}` | "credentials_refused">;
