import { inspect } from "node:util";
import { expect } from "vitest";
import { MINUTE_MS } from "@/lib/durations";
import { newId } from "@/lib/ids";
import { ask } from "../../ask";
import type {
  ChargeOutcome,
  ChargeRequest,
  HostedOutcome,
  HostedPages,
  HostedRequest,
  LookupOutcome,
  LookupRequest,
  PayoutOutcome,
  PayoutRequest,
  ProviderEvent,
  ProviderFact,
  RefundOutcome,
  RefundRequest,
  UnknownOutcome,
} from "../../connector";
import type { Trouble } from "../trouble";
import type { ConformanceWorld, Money, Need, Purpose } from "./world";

/** One guarantee that a connector gives, and how it is tried. */
export interface Case {
  /** The guarantee, as a sentence. */
  name: string;
  needs: readonly Need[];
  run: (kit: Kit) => Promise<void>;
}

/** Money that was taken, and can be given back. */
export interface Taken extends Money {
  attemptId: string;
  /** What a refund of it names. */
  reference: string;
}

/** The customer of every page. Nothing that is kept of an answer has them. */
export const CUSTOMER = { name: "Ines Ferreira", email: "ines.ferreira@example.com" };

/** How many pages of events are read before they are taken to have no end. */
const EVENT_PAGES_MAX = 200;

/** What every case uses: requests with ids of their own, answers as callers get them, and what the provider tells. */
export class Kit {
  private cursor: string | null = null;
  private readonly known = new Set<string>();

  constructor(readonly world: ConformanceWorld) {}

  get pages(): HostedPages {
    return must(this.world.connector.hosted, "pages");
  }

  charge(request: ChargeRequest): Promise<ChargeOutcome> {
    return ask(() => this.world.connector.charge(request));
  }
  begin(request: HostedRequest): Promise<HostedOutcome> {
    return ask(() => this.pages.begin(request));
  }
  close(request: LookupRequest): Promise<LookupOutcome> {
    return ask(() => this.pages.close(request));
  }
  refund(request: RefundRequest): Promise<RefundOutcome> {
    return ask(() => this.world.connector.refund(request));
  }
  payout(request: PayoutRequest): Promise<PayoutOutcome> {
    return ask(() => this.world.connector.payout(request));
  }
  lookup(request: LookupRequest): Promise<LookupOutcome> {
    return ask(() => this.world.connector.lookup(request));
  }

  async chargeRequest(over: Partial<ChargeRequest> = {}): Promise<ChargeRequest> {
    const now = this.world.now();
    const method = over.method ?? tokenMethod(await must(this.world.charges, "charges").paying());
    return {
      ...{ attemptId: newId(), ...this.world.money, now, startedAt: now },
      ...{ offSession: true, savingMethod: false, ...over, method },
    };
  }

  pageRequest(over: Partial<HostedRequest> = {}): HostedRequest {
    const now = this.world.now();
    const { amountMinor, currency } = { ...this.world.money, ...over };
    return {
      ...{ attemptId: newId(), amountMinor, currency, locale: "en-GB", now, savingMethod: false },
      lines: [{ description: "Mug × 2", amountMinor }],
      ...{ merchantName: "Lakeside", reference: "A-1", customer: CUSTOMER },
      ...{ returnUrl: "https://pay.example/return", cancelUrl: "https://pay.example/cancel" },
      expiresAt: new Date(now.getTime() + 30 * MINUTE_MS),
      ...over,
    };
  }

  refundRequest(taken: Taken, amountMinor = taken.amountMinor): RefundRequest {
    const { reference: chargeReference, currency } = taken;
    return { attemptId: newId(), chargeReference, amountMinor, currency, now: this.world.now() };
  }

  /** What is known of an attempt before its first answer has come. */
  lookupRequest(attemptId: string, over: Partial<LookupRequest> = {}): LookupRequest {
    const now = this.world.now();
    return {
      ...{ attemptId, operation: "charge", providerReference: null, chargeReference: null, method: null },
      ...{ startedAt: now, now, ...over },
    };
  }

  lookupOfCharge({ attemptId, method, startedAt }: ChargeRequest): LookupRequest {
    return this.lookupRequest(attemptId, { method, startedAt });
  }

  lookupOfRefund({ attemptId, chargeReference }: RefundRequest): LookupRequest {
    return this.lookupRequest(attemptId, { operation: "refund", chargeReference });
  }

  /** What a charge has come to, where the provider has it in work at first. */
  async endOf(request: ChargeRequest, outcome: ChargeOutcome): Promise<LookupOutcome> {
    if (outcome.state !== "processing") return outcome;
    await must(this.world.settle, "settle")(request.attemptId);
    return this.lookup(this.lookupOfCharge(request));
  }

  /** Takes money, by a saved method where the provider charges one, else on a page. */
  async take(over: Partial<Money> = {}, purpose?: Purpose): Promise<Taken> {
    const money = { ...this.world.money, ...over };
    const { attemptId, end } = this.world.charges
      ? await this.takeByMethod(money, await this.world.charges.paying(purpose, money.currency))
      : await this.takeOnPage(money);
    return { attemptId, reference: referenceOf(end), ...money };
  }

  private async takeByMethod(money: Money, token: string) {
    const request = await this.chargeRequest({ ...money, method: tokenMethod(token) });
    return { attemptId: request.attemptId, end: await this.endOf(request, await this.charge(request)) };
  }

  private async takeOnPage(money: Money) {
    const request = this.pageRequest(money);
    await this.begin(request);
    expect(await must(this.world.pages, "pages").pay(request.attemptId)).toBe(true);
    const { attemptId } = request;
    return { attemptId, end: await this.lookup(this.lookupRequest(attemptId)) };
  }

  /** Refunds, and says what the provider calls it. */
  async give(request: RefundRequest): Promise<string> {
    return referenceOf(await this.refund(request));
  }

  /** What is asked while every request ends in trouble. */
  async during<Result>(trouble: Trouble, work: () => Promise<Result>): Promise<Result> {
    const set = must(this.world.trouble, "trouble");
    set(trouble);
    try {
      return await work();
    } finally {
      set(null);
    }
  }

  /** Everything that was told since this was last called and was not told before, in the order it was told. */
  async told(): Promise<ProviderEvent[]> {
    const { events, cursor } = await this.toldSince(this.cursor);
    this.cursor = cursor;
    const news = events.filter(({ eventId }) => !this.known.has(eventId));
    for (const { eventId } of news) this.known.add(eventId);
    return news;
  }

  /** Where all has been told. */
  async position(): Promise<string | null> {
    await this.told();
    return this.cursor;
  }

  /** Reads to the end, as the poller does: until nothing comes, or the cursor stays. */
  async toldSince(from: string | null): Promise<{ events: ProviderEvent[]; cursor: string | null }> {
    const events = new Map<string, ProviderEvent>();
    let cursor = from;
    for (let page = 0; page < EVENT_PAGES_MAX; page++) {
      const told = await this.world.connector.events.since({ cursor, now: this.world.now() });
      for (const event of told.events) events.set(event.eventId, event);
      const moved = told.cursor !== cursor;
      cursor = told.cursor;
      if (told.events.length === 0 || !moved) return { events: [...events.values()], cursor };
    }
    throw new Error("the provider tells without end");
  }

  /** What has been told since, as facts. */
  async facts(): Promise<ProviderFact[]> {
    return this.factsOf(await this.told());
  }

  async factsOf(events: readonly Pick<ProviderEvent, "type" | "raw">[]): Promise<ProviderFact[]> {
    const facts: ProviderFact[] = [];
    for (const event of events) facts.push(...(await this.world.connector.events.facts(event)));
    return facts;
  }
}

export const tokenMethod = (token: string) => ({ type: "token", token }) as const;

/** Throws where a world neither has something nor lists it among what it lacks. */
export function must<Handle>(handle: Handle | null | undefined, what: string): Handle {
  if (handle === null || handle === undefined)
    throw new Error(`The world has no handle for ${what}, and does not list it in \`lacks\`.`);
  return handle;
}

type Outcome = LookupOutcome | HostedOutcome | UnknownOutcome;

/** What the provider calls what it has done. */
export function referenceOf(outcome: Outcome): string {
  expect(outcome.state, inspect(outcome)).toMatch(/^(succeeded|processing|redirect)$/);
  return "providerReference" in outcome ? (outcome.providerReference ?? "") : "";
}

export const statesOf = (outcomes: readonly { state: string }[]) => outcomes.map(({ state }) => state);
