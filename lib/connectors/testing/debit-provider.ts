import { newId } from "@/lib/ids";
import type {
  ChargeOutcome,
  ChargeRequest,
  Connector,
  LookupRequest,
  ProviderEvent,
  ProviderFact,
} from "../connector";
import type { DeclineCode } from "../decline-codes";
import type { MandateLookup, MandateOutcome, MandatePageOutcome } from "../mandates";
import type { Provider } from "../provider";

export interface Agreement {
  mandateId: string;
  reference: string;
  token: string;
  state: "waiting" | "submitted" | "active" | "ended";
}

export interface Debit {
  attemptId: string;
  reference: string;
  agreement: Agreement;
  amountMinor: bigint;
  currency: string;
  state: "processing" | "succeeded" | "failed";
  declineCode: DeclineCode;
}

/**
 * A provider of bank debits in the test's memory: what it takes in is decided days later, and may be taken back. Its books
 * are what ours are held against. It keeps idempotency, charges no agreement that has ended, and tells of all it does.
 */
export class DebitProvider {
  readonly agreements: Agreement[] = [];
  readonly debits: Debit[] = [];
  readonly events: ProviderEvent[] = [];
  /** How the next call ends instead: its answer is lost before or after it is done. */
  loses: "before" | "after" | null = null;
  /** It says nothing to whoever asks what became of something. */
  silent = false;
  readonly provider: Provider;

  constructor(name: string) {
    this.provider = {
      name,
      label: "Test debits",
      credentials: [],
      webhookSecret: null,
      modeOf: () => ({ live: false }),
      connect: () => this.connector(name),
      check: async () => ({ account: { reference: name, name }, currencies: [], items: [] }),
      verify: () => ({ verified: false, status: 400, problem: "no messages" }),
    };
  }

  /** The payer agrees on the page, or their bank says yes, or somebody ends it there. */
  stands(agreement: Agreement, state: Agreement["state"]): void {
    if (agreement.state === "ended") return;
    agreement.state = state;
    this.tell("mandate", agreement.reference);
  }

  /** The bank pays. False where it is decided already. */
  confirm(debit: Debit): boolean {
    if (debit.state !== "processing") return false;
    debit.state = "succeeded";
    this.tell("debit", debit.reference);
    return true;
  }

  /** The bank says no, or takes back what it had paid. */
  fail(debit: Debit, declineCode: DeclineCode): void {
    if (debit.state === "failed") return;
    Object.assign(debit, { state: "failed", declineCode });
    this.tell("debit", debit.reference);
  }

  private connector(name: string): Connector {
    const refused = { state: "failed", providerReference: null, raw: {} } as const;
    return {
      name,
      live: false,
      capabilities: {
        ...{ charge: true, refund: false, partialRefund: false, payout: false, challenge: false },
        ...{ saveMethod: false, currencies: "all" },
      },
      hosted: null,
      cardForm: null,
      letGo: null,
      mirror: null,
      mandates: {
        takes: ["debit_order"],
        begin: async ({ mandateId }): Promise<MandatePageOutcome> => {
          const lost = this.lost();
          if (lost === "before") return { state: "unknown", raw: { error: "reset" } };
          const { reference: providerReference } = this.agreementOf(mandateId);
          if (lost) return { state: "unknown", raw: { error: "timeout" } };
          return {
            state: "redirect",
            providerReference,
            url: `https://agree.example/${providerReference}`,
            raw: {},
          };
        },
        lookup: async (request) => (this.silent ? SILENCE : this.findAgreement(request)),
        end: async (request) => {
          const found = this.agreements.find(({ mandateId }) => mandateId === request.mandateId);
          if (found) this.stands(found, "ended");
          return this.findAgreement(request);
        },
      },
      disputes: null,
      charge: async (request) => this.charge(request),
      refund: async () => ({ ...refused, declineCode: "refund_refused" }),
      completeChallenge: async () => ({ state: "unknown", raw: {} }),
      payout: async () => ({ ...refused, declineCode: "invalid_method" }),
      lookup: async (request) => (this.silent ? SILENCE : this.find(request)),
      events: {
        since: async ({ cursor }) => {
          const from = Number(cursor ?? 0);
          const events = this.events.slice(from, from + 5);
          return { events, cursor: String(from + events.length) };
        },
        facts: async ({ raw }) => this.facts(raw as { type: string; reference: string }),
      },
      tokenOf: () => null,
    };
  }

  private agreementOf(mandateId: string): Agreement {
    const made = this.agreements.find((each) => each.mandateId === mandateId);
    if (made) return made;
    const agreement = {
      mandateId,
      reference: `bq_${newId()}`,
      token: `md_${newId()}`,
      state: "waiting",
    } as Agreement;
    this.agreements.push(agreement);
    return agreement;
  }

  private findAgreement({ mandateId }: Pick<MandateLookup, "mandateId">): MandateOutcome {
    const found = this.agreements.find((each) => each.mandateId === mandateId);
    return found ? agreementOutcome(found) : { state: "not_found" };
  }

  private charge({ attemptId, method, amountMinor, currency }: ChargeRequest): ChargeOutcome {
    const lost = this.lost();
    if (lost === "before") return { state: "unknown", raw: { error: "reset" } };
    const agreement = this.agreements.find(({ token }) => token === method.token);
    let debit = this.debits.find((each) => each.attemptId === attemptId);
    if (!debit && (!agreement || agreement.state === "ended" || agreement.state === "waiting"))
      return { state: "failed", providerReference: null, declineCode: "mandate_missing", raw: {} };
    if (!debit && agreement) {
      debit = {
        ...{ attemptId, reference: `db_${newId()}`, agreement, amountMinor, currency },
        ...{ state: "processing", declineCode: "insufficient_funds" },
      };
      this.debits.push(debit);
      this.tell("debit", debit.reference);
    }
    if (lost || !debit) return { state: "unknown", raw: { error: "timeout" } };
    return debitOutcome(debit);
  }

  private find({ attemptId, operation }: LookupRequest): ChargeOutcome | { state: "not_found" } {
    const debit = this.debits.find((each) => each.attemptId === attemptId);
    return operation === "charge" && debit ? debitOutcome(debit) : { state: "not_found" };
  }

  private facts({ type, reference }: { type: string; reference: string }): ProviderFact[] {
    const agreement = this.agreements.find((each) => each.reference === reference);
    if (type === "mandate" && agreement) {
      const { mandateId } = agreement;
      return [{ type, mandateId, providerReference: reference, outcome: agreementOutcome(agreement) }];
    }
    const debit = this.debits.find((each) => each.reference === reference);
    if (!debit) return [];
    const { attemptId } = debit;
    return [{ type: "charge", attemptId, providerReference: reference, outcome: debitOutcome(debit) }];
  }

  private tell(type: string, reference: string): void {
    const eventId = `evt_${this.events.length}_${newId()}`;
    this.events.push({ eventId, type, occurredAt: new Date(), raw: { type, reference } });
  }

  private lost() {
    const { loses } = this;
    this.loses = null;
    return loses;
  }
}

const SILENCE = { state: "unknown", raw: { error: "nobody answers" } } as const;

function agreementOutcome({ reference: providerReference, state, token }: Agreement): MandateOutcome {
  switch (state) {
    case "waiting":
      return { state, providerReference, raw: {} };
    case "ended":
      return { state, providerReference, reason: "The bank has ended it.", raw: {} };
    default:
      return { state, providerReference, token, method: null, raw: {} };
  }
}

function debitOutcome({ reference: providerReference, state, declineCode, ...debit }: Debit): ChargeOutcome {
  const { amountMinor, currency } = debit;
  switch (state) {
    case "processing":
      return { state, providerReference, raw: {}, chargeDate: "2026-12-03" };
    case "succeeded":
      return { state, providerReference, raw: {}, taken: { amountMinor, currency } };
    case "failed":
      return { state, providerReference, declineCode, raw: {} };
  }
}
