import type { CardForm } from "./card-form";
import type { DeclineCode } from "./decline-codes";
import type { DisputeAnswers, DisputeState } from "./dispute-answers";
import type { BankMandates, MandateOutcome, Mandates } from "./mandates";
import type { Mirror } from "./mirror";

/** Who moves money. Nothing else in Counterfoil asks a provider for anything. */
export interface Connector {
  name: string;
  /** A live connector moves real money; its card fields are on the provider's own page, never here. */
  live: boolean;
  capabilities: Capabilities;
  charge(request: ChargeRequest): Promise<ChargeOutcome>;
  /** Pages of the provider's own on which the customer pays; null where it has none. */
  hosted: HostedPages | null;
  /** A form of ours on which test cards are typed; null where no card is. */
  cardForm: CardForm | null;
  /** Agreements to collect while the payer is away; null where it has none. */
  mandates: Mandates | null;
  /** Agreements that a payer's own bank asks the payer for; left out where no bank is reached so. */
  bankMandates?: BankMandates;
  /** Answers to disputes; null where they are given at the provider alone. */
  disputes: DisputeAnswers | null;
  completeChallenge(request: ChallengeAnswer): Promise<ChargeOutcome>;
  refund(request: RefundRequest): Promise<RefundOutcome>;
  /** Sends money out. What is called back of it is a refund of the payout. */
  payout(request: PayoutRequest): Promise<PayoutOutcome>;
  /** What became of an attempt whose answer was lost. Asks, and never moves money. */
  lookup(request: LookupRequest): Promise<LookupOutcome>;
  /** What the provider tells of its own accord. */
  events: ProviderEventSource;
  /** What others did in the account; null where that cannot be read, or is not. */
  mirror: Mirror | null;
  /**
   * Lets go of a method that was saved, so that nobody can charge it any more; one that is gone already is well. Throws where
   * it is not known to be gone. Null where the provider keeps none.
   */
  letGo: ((method: ChargeMethod) => Promise<void>) | null;
  /** The token of a method of which only its type and last digits are kept here; null where the provider must be given it. */
  tokenOf(method: DescribedMethod): string | null;
}

export interface DescribedMethod {
  type: "debit_order" | "card";
  last4: string | null;
}

/** A page of the provider's own: card numbers never come near ours. */
export interface HostedPages {
  /** Makes the page of an attempt. The same attempt again is the same page. */
  begin(request: HostedRequest): Promise<HostedOutcome>;
  /** Closes a page that is not paid, so that nobody can pay it any more, and says what it came to. */
  close(request: LookupRequest): Promise<LookupOutcome>;
}

export interface ProviderEventSource {
  /**
   * What has happened since, in the order the provider gives. `cursor` is the provider's own; null while it has told nothing:
   * then what came after `heardOfUntil` is told, and no more than a while before it. In real time.
   */
  since(request: {
    cursor: string | null;
    now: Date;
    heardOfUntil?: Date | null;
  }): Promise<{ events: ProviderEvent[]; cursor: string | null }>;
  /** What an event means for us, as it is now: what it names is asked for, so that neither order nor repeats matter. */
  facts(event: Pick<ProviderEvent, "type" | "raw">): Promise<ProviderFact[]>;
}

/** The longest name of its own that a provider may give an event, or an account. */
export const PROVIDER_NAME_CHARACTERS_MAX = 255;

/** One thing a provider has told, as it was told. */
export interface ProviderEvent {
  /** The provider's own id: told twice, it is one. */
  eventId: string;
  type: string;
  occurredAt: Date;
  raw: Json;
}

/**
 * What has become of something of ours at the provider. `attemptId` where the provider was told it, else what it moved is
 * found by the provider's own references.
 */
export type ProviderFact =
  /** `failed` after it had succeeded: the bank has taken the money back. */
  | { type: "charge"; attemptId: string | null; providerReference: string; outcome: ChargeOutcome }
  | {
      type: "refund";
      attemptId: string | null;
      chargeReference: string;
      providerReference: string;
      amountMinor: bigint;
      currency: string;
      outcome: RefundOutcome;
    }
  | {
      type: "dispute";
      chargeReference: string;
      /** The provider's name of the dispute. */
      providerReference: string;
      state: DisputeState;
      amountMinor: bigint;
      currency: string;
      reason: string;
      /** Until when evidence is taken; null where the provider named no day. */
      evidenceDueAt: Date | null;
      raw: Json;
    }
  /** `providerReference` is any of its names: its page's, or the agreement's own. */
  | { type: "mandate"; mandateId: string | null; providerReference: string; outcome: MandateOutcome }
  /** Kept methods that can be charged no more: all whose token begins, or ends, so. `reason` is for a person. */
  | { type: "method_gone"; beginWith?: string; endWith?: string; reason: string };

export interface Capabilities {
  /** Whether a saved method, or a token of the provider's, can be charged without a page. */
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
  /** When the attempt began; a lost answer is looked for from there. */
  startedAt: Date;
  /** The customer is not there to answer a challenge. */
  offSession: boolean;
  /** The customer asked to keep the method for later. */
  savingMethod: boolean;
  /** The card's last month, where it is kept here: what a bank knows by itself. */
  expiry?: { month: number; year: number };
}

/** A connector's own token for a card or a saved method; never a card number. */
export type ChargeMethod = { type: "token"; token: string };

export interface HostedRequest {
  /** The provider's idempotency key. */
  attemptId: string;
  amountMinor: bigint;
  currency: string;
  /** What is paid for, to be shown. They need not add up to the amount, and it is the amount alone that is charged. */
  lines: readonly { description: string; amountMinor: bigint }[];
  /** BCP 47, as the customer reads. */
  locale: string;
  merchantName: string;
  /** The merchant's own reference, for their statement at the provider. */
  reference: string | null;
  customer: { name: string; email: string } | null;
  /** Where the customer is sent afterwards. It proves nothing: what became of the payment is asked. */
  returnUrl: string;
  /** Where who does not want to pay is sent. */
  cancelUrl: string;
  /** The page is closed then, or as near to it as the provider allows. */
  expiresAt: Date;
  now: Date;
  savingMethod: boolean;
}

export type HostedOutcome =
  | { state: "redirect"; providerReference: string; url: string; expiresAt: Date; raw: Json }
  | { state: "failed"; providerReference: string | null; declineCode: DeclineCode; raw: Json }
  | UnknownOutcome;

/** What paid, where the provider says. `token` charges it again, where it was saved. */
export interface PaidMethod {
  brand: string;
  last4: string | null;
  expiryMonth: number | null;
  expiryYear: number | null;
  token: string | null;
  /** The provider's name of the card's number: the same for the same card, however often it is kept. */
  fingerprint?: string | null;
}

/** What a charge asks for, or took: in minor units of an ISO 4217 currency. */
export interface TakenAmount {
  amountMinor: bigint;
  currency: string;
}

export type ChargeOutcome =
  /** `taken`: what the provider says it took; absent where it does not say. */
  | { state: "succeeded"; providerReference: string; raw: Json; method?: PaidMethod; taken?: TakenAmount }
  /** `pageUrl`: where the customer goes on, where that is a page of the provider's. */
  | { state: "requires_action"; providerReference: string; raw: Json; pageUrl?: string }
  /** The provider has it, and says later what came of it. `chargeDate`: the day the payer's bank is asked, YYYY-MM-DD. */
  | { state: "processing"; providerReference: string; raw: Json; chargeDate?: string }
  | { state: "failed"; providerReference: string | null; declineCode: DeclineCode; raw: Json }
  | UnknownOutcome;

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
  /** The provider has taken it. Where it does not arrive after all, the provider tells so. */
  | { state: "succeeded"; providerReference: string; raw: Json }
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

/** What is known of an attempt whose end is not. */
export interface LookupRequest {
  attemptId: string;
  operation: "charge" | "refund" | "payout";
  /** What the provider last called it; null where its first answer was lost. */
  providerReference: string | null;
  /** Of a refund: what is given back. */
  chargeReference: string | null;
  method: ChargeMethod | null;
  startedAt: Date;
  now: Date;
}

export type LookupOutcome =
  | ChargeOutcome
  | RefundOutcome
  | PayoutOutcome
  /** The provider never heard of it: nothing was moved, and the same attempt may be sent again. */
  | { state: "not_found" };

export type Json = string | number | boolean | null | Json[] | { [key: string]: Json };
