import type { Connector, ProviderEvent } from "./connector";

/** One kind of provider: how it is connected, and what is read of its messages. Its entry in PROVIDERS is all there is. */
export interface Provider {
  /** As attempts and connections name it: lower-case letters. */
  name: string;
  /** As people name it. */
  label: string;
  /** How often the provider is asked what has happened, so that a lost message loses nothing; POLL_EVERY_MS without it. */
  pollEveryMs?: number;
  /** What a connection is made of, in the order it is asked for. Empty where none is needed. */
  credentials: readonly CredentialField[];
  /** What the provider calls the secret its messages are signed with; null where it sends none. */
  webhookSecret: CredentialField | null;
  /** Whether the credentials are a live account's, or what is wrong with their form, by field. Asks nobody. */
  modeOf(credentials: Credentials): { live: boolean } | { problems: Readonly<Record<string, string>> };
  connect(credentials: Credentials): Connector;
  /** Asks the provider, with these credentials, all that a connection needs. Moves no money. */
  check(credentials: Credentials): Promise<ConnectionCheck>;
  /** A token of the provider's own test method, made for a try in test mode. Without it none is charged. */
  testMethod?(credentials: Credentials): Promise<string>;
  /** What must hold of books that a provider keeps here, by what it guarantees: each finds the rows that break it. */
  invariants?: Readonly<Record<string, () => Promise<{ id: string | null }[]>>>;
  /** Whether a message comes from the provider. Compares in constant time, and takes none that is old. */
  verify(message: SignedMessage): VerifiedMessage;
}

export interface CredentialField {
  name: string;
  label: string;
  /** Where a person finds it. */
  hint: string;
}

/** By the names of a provider's fields. Never logged, shown or kept unsealed. */
export type Credentials = Readonly<Record<string, string>>;

/** What connecting has shown. A failed item keeps the connection from being made. */
export interface ConnectionCheck {
  /** The account as the provider names it; null where it would not say. */
  account: { reference: string; name: string } | null;
  /** Upper-case ISO 4217; empty for all that the provider takes. */
  currencies: readonly string[];
  items: readonly CheckItem[];
}

export interface CheckItem {
  what: string;
  state: "passed" | "failed" | "not_known";
  /** What to do about it, or what is so. */
  detail: string;
}

export interface SignedMessage {
  /** As it came, byte for byte. */
  body: Buffer;
  header: (name: string) => string | null;
  /** Any of them may have signed it: the one in use, and the one before while it is rotated. */
  secrets: readonly string[];
  /** Real time. */
  now: Date;
}

export type VerifiedMessage =
  | { verified: true; events: ProviderEvent[] }
  /** `status` is what the provider expects to be answered. */
  | { verified: false; status: number; problem: string };
