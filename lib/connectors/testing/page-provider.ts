import { newId } from "@/lib/ids";
import type {
  Connector,
  HostedOutcome,
  HostedRequest,
  LookupOutcome,
  LookupRequest,
  ProviderEvent,
  ProviderFact,
} from "../connector";
import type { EvidenceLookup, EvidenceOutcome, EvidenceRequest } from "../dispute-answers";
import type { Provider } from "../provider";
import { outcomeOf, type Page, pageOutcome, type Refund, sentTo } from "./page-books";

/**
 * A provider with pages of its own that lives in the test's memory: its books are what ours are held against. It keeps
 * idempotency, never pays a closed page, never gives back more than was paid, and tells of everything it does.
 */
export class PageProvider {
  readonly pages: Page[] = [];
  readonly refunds: Refund[] = [];
  readonly events: ProviderEvent[] = [];
  /** How the next call ends instead: its answer is lost before or after it is done. */
  loses: "before" | "after" | null = null;
  /** It says nothing to whoever asks what became of something. */
  silent = false;
  /** Before this is over it answers nothing of what it is asked about. */
  answersAfter: Promise<void> = Promise.resolve();
  /** How often it was asked what became of something. */
  lookups = 0;
  /** It says no before there is a page. */
  refuses = false;
  /** Until when it takes evidence. */
  evidenceDueAt: Date | null = null;
  readonly provider: Provider;

  constructor(name: string) {
    this.provider = {
      name,
      label: "Test pages",
      credentials: [],
      webhookSecret: null,
      modeOf: () => ({ live: false }),
      connect: () => this.connector(name),
      check: async () => ({ account: { reference: name, name }, currencies: [], items: [] }),
      verify: () => ({ verified: false, status: 400, problem: "no messages" }),
    };
  }

  /** The customer pays on the page. False where it is not open any more. */
  pay(page: Page): boolean {
    if (page.state !== "open") return false;
    page.state = "paid";
    this.tell("charge", page.reference);
    return true;
  }

  /** Somebody gives money back at the provider itself. */
  refundThere(page: Page, amountMinor: bigint): void {
    if (page.state === "paid") this.book(page, null, amountMinor);
  }

  /** A refund it had taken does not arrive. */
  bounce(refund: Refund): void {
    if (refund.state === "failed") return;
    refund.state = "failed";
    this.tell("refund", refund.reference);
  }

  dispute(page: Page, state: NonNullable<Page["dispute"]>): void {
    const decided = page.dispute === "won" || page.dispute === "lost";
    if (page.state !== "paid" || decided || (page.dispute === null) !== (state === "open")) return;
    page.dispute = state;
    this.tell("dispute", page.reference);
  }

  refundedMinor(page: Page): bigint {
    const arrived = this.refunds.filter((refund) => refund.page === page && refund.state === "succeeded");
    return arrived.reduce((sum, { amountMinor }) => sum + amountMinor, 0n);
  }

  private connector(name: string): Connector {
    return {
      name,
      live: false,
      capabilities: {
        ...{ charge: false, refund: true, partialRefund: true, payout: false, challenge: false },
        ...{ saveMethod: false, currencies: "all" },
      },
      hosted: { begin: (request) => this.begin(request), close: (request) => this.close(request) },
      cardForm: null,
      letGo: null,
      mandates: null,
      mirror: null,
      disputes: {
        submitEvidence: async (request) => this.answerDispute(request),
        lookup: async (request) => this.findEvidence(request),
      },
      charge: async () => ({
        state: "failed",
        providerReference: null,
        declineCode: "invalid_method",
        raw: {},
      }),
      completeChallenge: async () => ({ state: "unknown", raw: {} }),
      payout: async () => ({
        state: "failed",
        providerReference: null,
        declineCode: "invalid_method",
        raw: {},
      }),
      refund: async ({ attemptId, chargeReference, amountMinor }) => {
        const lost = this.lost();
        if (lost === "before") return { state: "unknown", raw: { error: "reset" } };
        const page = this.pages.find(({ reference }) => reference === chargeReference);
        const refund =
          this.refunds.find((each) => each.attemptId === attemptId) ??
          (page && this.book(page, attemptId, amountMinor));
        if (lost === "after") return { state: "unknown", raw: { error: "timeout" } };
        return refund ? outcomeOf(refund) : REFUSED;
      },
      lookup: async (request) => {
        this.lookups += 1;
        await this.answersAfter;
        return this.silent ? SILENCE : this.find(request);
      },
      events: {
        since: async ({ cursor }) => {
          await this.answersAfter;
          if (this.silent) throw new TypeError("nobody answers");
          const from = Number(cursor ?? 0);
          const events = this.events.slice(from, from + 5);
          return { events, cursor: String(from + events.length) };
        },
        facts: async ({ raw }) => {
          await this.answersAfter;
          return this.facts(raw as { type: string; reference: string });
        },
      },
      tokenOf: () => null,
    };
  }

  private async begin({
    attemptId,
    amountMinor,
    currency,
    expiresAt,
  }: HostedRequest): Promise<HostedOutcome> {
    const lost = this.lost();
    if (lost === "before") return { state: "unknown", raw: { error: "reset" } } as const;
    if (this.refuses) return { ...REFUSED, declineCode: "credentials_refused" } as const;
    let page = this.pages.find((each) => each.attemptId === attemptId);
    if (!page) {
      page = {
        attemptId,
        reference: `pg_${newId()}`,
        amountMinor,
        currency,
        state: "open",
        dispute: null,
        evidence: new Map(),
      };
      this.pages.push(page);
    }
    if (lost === "after") return { state: "unknown", raw: { error: "timeout" } } as const;
    const { reference: providerReference } = page;
    const url = `https://pages.example/${providerReference}`;
    return { state: "redirect", providerReference, url, expiresAt, raw: {} } as const;
  }

  private answerDispute(request: EvidenceRequest): EvidenceOutcome {
    const lost = this.lost();
    if (lost === "before") return { state: "unknown", raw: { error: "reset" } };
    const page = this.disputed(request);
    const sentBefore = page && page.evidence.size > 0 && !page.evidence.has(request.attemptId);
    if (page?.dispute !== "open" || sentBefore || this.refuses)
      return { ...REFUSED, declineCode: sentBefore ? "evidence_sent_before" : "evidence_refused" };
    page.evidence.set(request.attemptId, request.evidence);
    return lost ? { state: "unknown", raw: { error: "timeout" } } : sentTo(request);
  }

  private findEvidence(request: EvidenceLookup): EvidenceOutcome | { state: "not_found" } {
    return this.disputed(request)?.evidence.has(request.attemptId) ? sentTo(request) : { state: "not_found" };
  }

  private disputed({ disputeReference }: EvidenceLookup): Page | undefined {
    return this.pages.find(({ reference }) => `dp_${reference}` === disputeReference);
  }

  private async close(request: LookupRequest): Promise<LookupOutcome> {
    const page = this.pages.find(({ attemptId }) => attemptId === request.attemptId);
    if (page?.state === "open") page.state = "closed";
    return this.find(request);
  }

  private find({ attemptId, operation }: LookupRequest): LookupOutcome {
    if (operation === "refund") {
      const refund = this.refunds.find((each) => each.attemptId === attemptId);
      return refund ? outcomeOf(refund) : { state: "not_found" };
    }
    const page = this.pages.find((each) => each.attemptId === attemptId);
    return page ? pageOutcome(page) : { state: "not_found" };
  }

  private book(page: Page, attemptId: string | null, amountMinor: bigint): Refund | null {
    if (page.state !== "paid" || this.refundedMinor(page) + amountMinor > page.amountMinor) return null;
    const refund: Refund = { reference: `rf_${newId()}`, attemptId, page, amountMinor, state: "succeeded" };
    this.refunds.push(refund);
    this.tell("refund", refund.reference);
    return refund;
  }

  private facts({ type, reference }: { type: string; reference: string }): ProviderFact[] {
    const refund = this.refunds.find((each) => each.reference === reference);
    if (type === "refund" && refund) {
      const { attemptId, amountMinor, page } = refund;
      const moved = { amountMinor, currency: page.currency };
      const references = { chargeReference: page.reference, providerReference: reference };
      return [{ type: "refund", attemptId, ...references, ...moved, outcome: outcomeOf(refund) }];
    }
    const page = this.pages.find((each) => each.reference === reference);
    if (!page) return [];
    const { attemptId, amountMinor, currency, dispute } = page;
    if (type === "charge")
      return [{ type: "charge", attemptId, providerReference: reference, outcome: pageOutcome(page) }];
    if (!dispute) return [];
    const facts = {
      state: dispute,
      amountMinor,
      currency,
      reason: "fraudulent",
      evidenceDueAt: this.evidenceDueAt,
      raw: {},
    };
    return [{ type: "dispute", chargeReference: reference, providerReference: `dp_${reference}`, ...facts }];
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
const REFUSED = { state: "failed", providerReference: null, declineCode: "refund_refused", raw: {} } as const;
