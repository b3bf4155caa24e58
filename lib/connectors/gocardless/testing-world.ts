import { afterAll, vi } from "vitest";
import type { DeclineCode } from "../decline-codes";
import type { ConformanceWorld, Money } from "../testing/conformance/world";
import { agree, makeMandate } from "../testing/gocardless-fake/agree";
import { the } from "../testing/gocardless-fake/books";
import { beginPayout, collectThere, endPayout } from "../testing/gocardless-fake/elsewhere";
import {
  activateMandate,
  bounceRefund,
  confirmPayment,
  endMandate,
  failPayment,
} from "../testing/gocardless-fake/life";
import { makeRefund, SCHEMES } from "../testing/gocardless-fake/making";
import { GoCardlessFake } from "../testing/gocardless-fake/server";
import { addressOfNobody } from "../testing/http-fake";
import { gocardless } from "./provider";

const TOKEN = "sandbox_Canary0000000000";

/** A bank's reason for each code of ours. */
const DECLINES: readonly [DeclineCode, string][] = [
  ["generic_decline", "refer_to_payer"],
  ["insufficient_funds", "insufficient_funds"],
  ["processing_error", "bank_account_transferred"],
  ["card_velocity_exceeded", "daily_payment_limit_reached"],
  ["account_not_found", "invalid_bank_details"],
  ["account_frozen", "direct_debit_not_enabled"],
  ["mandate_missing", "mandate_cancelled"],
  ["account_closed", "bank_account_closed"],
  ["payment_stopped", "payment_stopped"],
  ["disputed", "authorisation_disputed"],
];

/** GoCardless, as the conformance kit drives it. It ends with the test file that asks for it. */
export async function gocardlessWorld(): Promise<ConformanceWorld> {
  const fake = await new GoCardlessFake(TOKEN).listen();
  afterAll(async () => {
    vi.unstubAllEnvs();
    await fake.close();
  });
  vi.stubEnv("GOCARDLESS_API_BASE", await addressOfNobody());
  const unreachable = gocardless.connect({ accessToken: TOKEN });
  vi.stubEnv("GOCARDLESS_API_BASE", fake.origin);
  const works = { accessToken: TOKEN };
  const noCards = "a bank debit has no challenge";
  const noDisputes = "a charge-back is a charge that has failed after all";
  return {
    provider: gocardless,
    connector: gocardless.connect(works),
    unreachable,
    lacks: {
      ...{ challenges: noCards, "challenges on our pages": noCards, "challenges elsewhere": noCards },
      ...{ disputes: noDisputes, "decided disputes": noDisputes, inquiries: noDisputes },
      evidence: "a bank asks for none before it takes a debit back",
      ...{ pages: "a mandate is needed first", "pages in work": "there are no pages" },
      "methods kept on pages": "there are no pages",
      "methods that go there": "what is charged is a mandate, whose end is told",
      "mirrored balance": "what arrived is told by payout alone",
      payouts: "GoCardless pays out to the account's own bank only",
      "forgotten cursors": "a cursor is a time",
      "dated signatures": "a message says nothing of when it was signed",
    },
    now: () => new Date(),
    asked: () => fake.asked,
    trouble: (trouble) => {
      fake.trouble = trouble;
    },
    money: { amountMinor: 4_900n, currency: "GBP" },
    currencies: Object.keys(SCHEMES).map((currency) => ({ amountMinor: 4_950n, currency })),
    unsayable: [
      { amountMinor: 4_900n, currency: "ZAR" },
      { amountMinor: 2n ** 63n - 1n, currency: "GBP" },
    ],
    credentials: {
      ...{ works, wrong: { accessToken: "sandbox_wrong0000000000" } },
      ...{ live: { accessToken: "live_Canary0000000000" }, malformed: { accessToken: "Canary0000000000" } },
      notKnown: ["Permission to write"],
    },
    ...handlesOf(fake),
  };
}

type Handles = Pick<
  ConformanceWorld,
  "books" | "charges" | "mandates" | "settle" | "happenings" | "mirror" | "events" | "messages"
>;

function handlesOf(fake: GoCardlessFake): Handles {
  const { books } = fake;
  const causes = new Map<string, string>();
  const mandateOf = async (currency = "GBP", cause?: string) => {
    const scheme = SCHEMES[currency] ?? "bacs";
    const agreed = { currency, scheme, metadata: {}, holder: "Ines Ruiz", accountNumber: "55779911" };
    const { id } = makeMandate(books, agreed);
    activateMandate(books, id);
    if (cause) causes.set(id, cause);
    return id;
  };
  const requestsOf = (mandateId: string) =>
    books.billingRequests.filter(({ metadata }) => metadata.mandate_id === mandateId);
  const paymentsOf = (attemptId: string) =>
    books.payments.filter(({ metadata }) => metadata.attempt_id === attemptId);
  return {
    books: {
      charged: async (attemptId) => paymentsOf(attemptId).filter(isTaken).map(moneyOf),
      refunded: async (attemptId) =>
        books.refunds
          .filter(({ metadata, status }) => metadata.attempt_id === attemptId && status !== "bounced")
          .map(moneyOf),
    },
    charges: {
      paying: (_purpose, currency) => mandateOf(currency),
      declining: DECLINES.map(([code, cause]) => ({ code, token: () => mandateOf("GBP", cause) })),
      inWork: { paying: () => mandateOf(), declining: () => mandateOf("GBP", "insufficient_funds") },
      unknown: "MD000NOBODY0411111111",
    },
    mandates: {
      agree: async (mandateId) => {
        const [request] = requestsOf(mandateId);
        const flow = books.flows.find(({ links }) => links.billing_request === request?.id);
        return flow !== undefined && agree(books, flow, "Ines Ferreira", "55779911") !== null;
      },
      made: async (mandateId) => requestsOf(mandateId).length,
      endThere: async (mandateId) => {
        const { id = "" } = books.mandateOf(mandateId) ?? {};
        endMandate(books, id, "cancelled", { origin: "bank", cause: "mandate_cancelled" });
      },
    },
    settle: async (attemptId) => {
      for (const { id, status, links } of paymentsOf(attemptId)) {
        if (status !== "pending_submission") continue;
        const cause = causes.get(links.mandate);
        if (cause) failPayment(books, id, cause);
        else confirmPayment(books, id);
      }
    },
    happenings: {
      refundFails: async (reference) => bounceRefund(books, reference),
      refundThere: async (reference, amountMinor) =>
        void makeRefund(books, the(books.payments, reference), Number(amountMinor), {}),
    },
    mirror: {
      chargeThere: async (money) => collectThere(books, money, await mandateOf(money.currency)).id,
      refundThere: async (id, amountMinor) =>
        void makeRefund(books, the(books.payments, id), Number(amountMinor), {}),
      payOut: async ({ amountMinor, currency }) => beginPayout(books, Number(amountMinor), currency).id,
      endPayout: async (id, arrives) => endPayout(books, id, arrives),
    },
    events: { foreign: { type: "subscriptions.created", raw: { resource: "subscriptions", id: "SB1" } } },
    messages: {
      refusedWith: 498,
      latest: ({ secret, body }) => {
        const signed = fake.signed(books.events.slice(0, 2), secret, body);
        return { body: signed.body, headers: { "webhook-signature": signed.signature } };
      },
    },
  };
}

const isTaken = ({ status }: { status: string }) =>
  ["pending_submission", "submitted", "confirmed", "paid_out"].includes(status);

const moneyOf = ({ amount, currency }: { amount: number; currency: string }): Money => ({
  amountMinor: BigInt(amount),
  currency,
});
