import type { Connector, Json } from "../../connector";
import type { DeclineCode } from "../../decline-codes";
import type { Credentials, Provider } from "../../provider";
import type { Trouble } from "../trouble";

/**
 * A connector with a stand-in for its provider, as the conformance kit drives them. What the provider does not have is named
 * in `lacks` with the reason; for everything else the kit asks for the handle.
 */
export interface ConformanceWorld {
  provider: Provider;
  connector: Connector;
  lacks: Partial<Record<Need, string>>;
  /** What the stand-in's own books say. The connector's word is held against it. */
  books: ProviderBooks;
  /** The time that requests carry. A world that has to wait for something moves it. */
  now: () => Date;
  /** An ordinary amount. It is more than 2.00, and divisible by ten. */
  money: Money;
  /** An amount of a currency for each number of decimals the provider has, and each oddity of its own. */
  currencies: readonly Money[];
  /** What the provider cannot be told, or does not take: refused before it is asked anything. */
  unsayable: readonly Money[];
  /** How many requests the stand-in has had. */
  asked: () => number;
  /** Every request ends so, until null mends it. */
  trouble?: (trouble: Trouble | null) => void;
  /** The same account where nobody listens: every connection is refused. */
  unreachable?: Connector;
  credentials?: CredentialHandles;
  charges?: ChargeHandles;
  mandates?: MandateHandles;
  pages?: PageHandles;
  /** Lets what the provider has in work for an attempt come to the end that its method means. */
  settle?: (attemptId: string) => Promise<void>;
  payouts?: { paying: string; declining: { code: DeclineCode; destination: string } };
  happenings?: Happenings;
  mirror?: MirrorHandles;
  events?: EventHandles;
  messages?: MessageHandles;
}

/** What a case needs. Where the provider lacks it the case is left out, by name. */
export type Need =
  | "credentials"
  | "saved methods"
  /** Its bank may want to ask the customer of a saved method. */
  | "challenges"
  /** Such a charge waits, and the answer is given through us. */
  | "challenges on our pages"
  /** Such a charge fails, and the customer pays on the provider's page. */
  | "challenges elsewhere"
  | "charges in work"
  /** Agreements to collect, which the payer agrees to on a page of the provider's. */
  | "mandates"
  | "mandates that end there"
  | "pages"
  | "pages in work"
  /** The customer may keep the method that they pay with on a page. */
  | "methods kept on pages"
  /** That a kept method was taken away at the provider is told. */
  | "methods that go there"
  | "pages that stay open"
  | "refunds"
  | "refunds in parts"
  | "late refund failures"
  | "refunds made there"
  | "payouts"
  | "disputes"
  | "decided disputes"
  | "inquiries"
  /** Disputes are answered through us. */
  | "evidence"
  | "events of charges"
  | "forgotten cursors"
  /** What others did in the account can be read. */
  | "mirror"
  /** What of a payment arrived on the account's balance can be read, with fees. */
  | "mirrored balance"
  | "signed messages"
  | "dated signatures"
  | "lost answers"
  | "network"
  | "unsayable amounts";

export interface Money {
  amountMinor: bigint;
  currency: string;
}

export interface ProviderBooks {
  /** Each charge under an attempt that is in work, or has taken money. In minor units of ISO 4217. */
  charged: (attemptId: string) => Promise<Money[]>;
  /** Each refund under an attempt that has not failed. */
  refunded: (attemptId: string) => Promise<Money[]>;
  paidOut?: (attemptId: string) => Promise<Money[]>;
  /** The pages made for an attempt, with what each asks for. */
  pages?: (attemptId: string) => Promise<Money[]>;
  /** How often a dispute was answered. */
  evidence?: (disputeReference: string) => Promise<number>;
}

export interface CredentialHandles {
  works: Credentials;
  /** Well-formed, and of nobody. */
  wrong: Credentials;
  live: Credentials;
  malformed: Credentials;
  /** What of an account the provider cannot be asked, by the names of the check's items. */
  notKnown?: readonly string[];
}

/** What becomes of a charge later, where the method decides it from the start. */
export type Purpose = "dispute" | "late refund failure";

export interface ChargeHandles {
  /** A token of a saved method that pays: at once, or once it is settled. A mandate is of one currency. */
  paying: (purpose?: Purpose, currency?: string) => Promise<string>;
  declining: readonly { code: DeclineCode; token: () => Promise<string> }[];
  /** Its bank wants to ask the customer. */
  challenged?: () => Promise<string>;
  /** The provider answers that it has the charge, and tells its end later. */
  inWork?: { paying: () => Promise<string>; declining: () => Promise<string> };
  /** A token that the provider never gave out. */
  unknown: string;
  /** The method, or all that its customer had kept, is taken away at the provider, and that is told. */
  goes?: (token: string, what: "method" | "customer") => Promise<void>;
}

export interface MandateHandles {
  /** The payer agrees on the page. False where none is open. */
  agree: (mandateId: string) => Promise<boolean>;
  /** How many agreements there are under this id, agreed to or not. */
  made: (mandateId: string) => Promise<number>;
  /** It ends at the provider, without us, and that is told. */
  endThere?: (mandateId: string) => Promise<void>;
}

export interface PageHandles {
  /** The customer pays. False where the page is not open. */
  pay: (attemptId: string) => Promise<boolean>;
  /** The customer tries with a method that is declined. */
  decline: (attemptId: string) => Promise<void>;
  /** The page's time is over. */
  lapse: (attemptId: string) => Promise<void>;
  /** The customer has chosen a method of which the provider does not close the page. */
  hold?: (attemptId: string) => Promise<void>;
  /** The customer pays with a method whose end is known later: true for one that pays. */
  payInWork?: (attemptId: string, pays: boolean) => Promise<void>;
}

/** What happens at the provider without us. Each is told. */
export interface Happenings {
  /** A refund that was taken does not arrive. */
  refundFails?: (refundReference: string) => Promise<void>;
  refundThere?: (chargeReference: string, amountMinor: bigint) => Promise<void>;
  dispute?: (chargeReference: string) => Promise<void>;
  inquire?: (chargeReference: string) => Promise<void>;
  decide?: (chargeReference: string, state: "won" | "lost") => Promise<void>;
  /** The time to answer the dispute of a charge is over. */
  deadlinePasses?: (chargeReference: string) => Promise<void>;
}

/** What others do in the account. Each gives the reference by which it is mirrored. */
export interface MirrorHandles {
  /** Somebody takes a payment that we did not ask for; it is paid. */
  chargeThere: (money: Money) => Promise<string>;
  refundThere: (reference: string, amountMinor: bigint) => Promise<void>;
  disputeThere?: (reference: string) => Promise<void>;
  decideThere?: (reference: string, state: "won" | "lost") => Promise<void>;
  /** The provider pays out to the account's own bank, and it arrives, or fails after it had been sent. */
  payOut: (money: Money) => Promise<string>;
  endPayout: (reference: string, arrives: boolean) => Promise<void>;
}

export interface EventHandles {
  /** An event of something that is none of ours, as it is kept. */
  foreign?: { type: string; raw: Json };
  /** A cursor of whose event the provider knows nothing any more. */
  forgottenCursor?: string;
}

export interface MessageHandles {
  /** What was told last, as it is sent: signed with a secret at a time. `body` replaces what it says. */
  latest: (signing: { secret: string; at: Date; body?: string }) => {
    body: string;
    headers: Readonly<Record<string, string>>;
  };
  /** What the provider expects to be answered to a message that is not its own. */
  refusedWith: number;
}
