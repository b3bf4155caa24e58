import Stripe from "stripe";
import { afterAll, vi } from "vitest";
import type { DeclineCode } from "../decline-codes";
import type { ConformanceWorld, Money } from "../testing/conformance/world";
import { addressOfNobody } from "../testing/http-fake";
import type { Intent, Session } from "../testing/stripe-fake/books";
import { TEST_METHODS, type TestMethod } from "../testing/stripe-fake/cards";
import { chargeThere, endPayout, payOut } from "../testing/stripe-fake/elsewhere";
import { chargeIdOf } from "../testing/stripe-fake/lines";
import {
  closeDispute,
  failRefund,
  lapsePage,
  makeRefund,
  openDispute,
  payPage,
  settle,
} from "../testing/stripe-fake/pay";
import { StripeFake } from "../testing/stripe-fake/server";
import { agreeOnPage, deleteCustomer, detachMethod } from "../testing/stripe-fake/setup";
import { stripe } from "./provider";

const KEY = "sk_test_51Canary0000000000";

const DECLINES: readonly [DeclineCode, string][] = [
  ["generic_decline", "4000000000000002"],
  ["insufficient_funds", "4000000000009995"],
  ["lost_card", "4000000000009987"],
  ["stolen_card", "4000000000009979"],
  ["expired_card", "4000000000000069"],
  ["incorrect_cvc", "4000000000000127"],
  ["processing_error", "4000000000000119"],
  ["card_velocity_exceeded", "4000000000006975"],
  ["fraudulent", "4100000000000019"],
];

const PAYING = "4242424242424242";
const [DEBIT_PAYS, DEBIT_FAILS] = ["AT611904300234573201", "AT861904300235473202"];

/** Stripe, as the conformance kit drives it. It ends with the test file that asks for it. */
export async function stripeWorld(): Promise<ConformanceWorld> {
  const fake = await new StripeFake(KEY).listen();
  // The client's own pause before it tries again: what is tried is that it does, not how long it waits.
  vi.spyOn(Stripe.prototype, "getInitialNetworkRetryDelay").mockReturnValue(0.01);
  afterAll(async () => {
    vi.mocked(Stripe.prototype.getInitialNetworkRetryDelay).mockRestore();
    vi.unstubAllEnvs();
    await fake.close();
  });
  vi.stubEnv("STRIPE_API_BASE", await addressOfNobody());
  const unreachable = stripe.connect({ secretKey: KEY });
  vi.stubEnv("STRIPE_API_BASE", fake.origin);
  const credentials = { works: { secretKey: KEY }, wrong: { secretKey: "sk_test_wrong00000000" } };
  return {
    provider: stripe,
    connector: stripe.connect(credentials.works),
    unreachable,
    lacks: {
      "challenges on our pages": "a card is challenged on Stripe's own page",
      "mandates that end there": "that a card was taken away is told of the card, whoever agreed by it",
      payouts: "Stripe pays out to the account's own bank only",
      "pages that stay open": "Stripe closes every open page",
    },
    now: () => new Date(),
    asked: () => fake.asked,
    trouble: (trouble) => {
      fake.trouble = trouble;
    },
    money: { amountMinor: 4_900n, currency: "GBP" },
    currencies: [
      { amountMinor: 4_900n, currency: "JPY" },
      { amountMinor: 4_950n, currency: "EUR" },
      { amountMinor: 4_950n, currency: "KWD" },
      { amountMinor: 4_900n, currency: "ISK" },
      { amountMinor: 4_900n, currency: "UGX" },
      { amountMinor: 4_900n, currency: "HUF" },
      { amountMinor: 4_900n, currency: "MGA" },
    ],
    unsayable: [
      { amountMinor: 4_905n, currency: "KWD" },
      { amountMinor: 4_905n, currency: "MGA" },
    ],
    credentials: {
      ...credentials,
      live: { secretKey: "rk_live_51Canary0000000000" },
      malformed: { secretKey: "pk_test_51Canary0000000000" },
    },
    ...handlesOf(fake),
  };
}

type Handles = Pick<
  ConformanceWorld,
  "books" | "charges" | "mandates" | "pages" | "settle" | "happenings" | "mirror" | "events" | "messages"
>;

function handlesOf(fake: StripeFake): Handles {
  const { books, origin } = fake;
  const save = async (number: string) => books.save(methodOf(number));
  const sessionOf = (attemptId: string): Session =>
    found(books.sessions.find(({ clientReferenceId }) => clientReferenceId === attemptId));
  const sessionsOf = (mandateId: string) =>
    books.sessions.filter(({ metadata }) => metadata.mandate_id === mandateId);
  const intentsOf = (attemptId: string) =>
    books.intents.filter(({ metadata }) => metadata.attempt_id === attemptId);
  const intentOf = (id: string): Intent => found(books.intents.find((intent) => intent.id === id));
  const pay = (attemptId: string, number: string) =>
    payPage(books, sessionOf(attemptId), number, origin) === "paid";
  return {
    books: {
      charged: async (attemptId) => intentsOf(attemptId).filter(isTaken).map(moneyOf),
      refunded: async (attemptId) =>
        books.refunds
          .filter(({ metadata, status }) => metadata.attempt_id === attemptId && status !== "failed")
          .map(({ amount, intent: { currency } }) => moneyOf({ amount, currency })),
      pages: async (attemptId) =>
        books.sessions.filter(({ metadata }) => metadata.attempt_id === attemptId).map(moneyOf),
      evidence: async (reference) =>
        found(books.disputes.find(({ id }) => id === reference)).submitted.length,
    },
    charges: {
      paying: () => save(PAYING),
      declining: DECLINES.map(([code, number]) => ({ code, token: () => save(number) })),
      challenged: () => save("4000002760003184"),
      inWork: { paying: () => save(DEBIT_PAYS), declining: () => save(DEBIT_FAILS) },
      unknown: "cus_nobody4111111111111111/pm_nobody",
      goes: async (token, what) => {
        const [customer = "", id = ""] = token.split("/");
        if (what === "method") detachMethod({ books, id });
        else deleteCustomer(books, customer);
      },
    },
    mandates: {
      agree: async (mandateId) => {
        const session = sessionsOf(mandateId).find(({ status }) => status === "open");
        return session !== undefined && agreeOnPage(books, session, PAYING, origin) === "paid";
      },
      made: async (mandateId) => sessionsOf(mandateId).length,
    },
    pages: {
      pay: async (attemptId) => pay(attemptId, PAYING),
      decline: async (attemptId) => void pay(attemptId, "4000000000009995"),
      lapse: async (attemptId) => lapsePage(books, sessionOf(attemptId), origin),
      payInWork: async (attemptId, pays) => void pay(attemptId, pays ? DEBIT_PAYS : DEBIT_FAILS),
    },
    settle: async (attemptId) => {
      for (const intent of intentsOf(attemptId)) settle(books, intent, origin);
    },
    happenings: {
      refundFails: async (reference) => failRefund(books, reference),
      refundThere: async (reference, amountMinor) =>
        void makeRefund(books, intentOf(reference), Number(amountMinor), {}),
      dispute: async (reference) => void openDispute(books, intentOf(reference)),
      inquire: async (reference) => void openDispute(books, intentOf(reference), "warning_needs_response"),
      decide: async (reference, state) => {
        const dispute = found(books.disputes.find(({ intent }) => intent.id === reference));
        closeDispute(books, dispute, state);
      },
      deadlinePasses: async (reference) => {
        found(books.disputes.find(({ intent }) => intent.id === reference)).dueBy = 1;
      },
    },
    mirror: mirrorOf(fake),
    events: {
      foreign: { type: "customer.created", raw: { object: "customer", id: "cus_1" } },
      forgottenCursor: "evt_forgotten",
    },
    messages: {
      refusedWith: 400,
      latest: ({ secret, at, body }) => {
        const signed = fake.signed(found(books.events[0]), secret, Math.floor(at.getTime() / 1_000), body);
        return { body: signed.body, headers: { "stripe-signature": signed.signature } };
      },
    },
  };
}

function mirrorOf({ books }: StripeFake): ConformanceWorld["mirror"] {
  const intentOf = (charge: string): Intent =>
    found(books.intents.find((intent) => chargeIdOf(intent) === charge));
  return {
    chargeThere: async ({ amountMinor, currency }) =>
      chargeIdOf(
        chargeThere(books, { amount: theirs(amountMinor, currency), currency: currency.toLowerCase() }),
      ),
    refundThere: async (charge, amountMinor) => {
      const intent = intentOf(charge);
      makeRefund(books, intent, theirs(amountMinor, intent.currency), {});
    },
    disputeThere: async (charge) => void openDispute(books, intentOf(charge)),
    decideThere: async (charge, state) => {
      const dispute = found(books.disputes.find(({ intent }) => chargeIdOf(intent) === charge));
      closeDispute(books, dispute, state);
    },
    payOut: async ({ amountMinor, currency }) =>
      payOut(books, theirs(amountMinor, currency), currency.toLowerCase()).id,
    endPayout: async (id, arrives) =>
      endPayout(books, found(books.payouts.find((payout) => payout.id === id)), arrives ? "paid" : "failed"),
  };
}

/** As Stripe counts, by hand. */
function theirs(amountMinor: bigint, currency: string): number {
  const code = currency.toUpperCase();
  if (code === "ISK" || code === "UGX") return Number(amountMinor * 100n);
  return Number(code === "MGA" ? amountMinor / 100n : amountMinor);
}

const isTaken = ({ status }: Intent) => status === "succeeded" || status === "processing";

function methodOf(number: string): TestMethod {
  return found(TEST_METHODS[number]);
}

function found<Item>(item: Item | undefined): Item {
  if (item === undefined) throw new Error("the stand-in for Stripe has no such thing");
  return item;
}

/** How many of Stripe's units are one of ours, where that is not one: by hand, and not by the connector's own table. */
const OURS: Readonly<Record<string, (theirs: bigint) => bigint>> = {
  isk: (theirs) => theirs / 100n,
  ugx: (theirs) => theirs / 100n,
  mga: (theirs) => theirs * 100n,
};

function moneyOf({ amount, currency }: { amount: number; currency: string }): Money {
  const ours = OURS[currency] ?? ((theirs: bigint) => theirs);
  return { amountMinor: ours(BigInt(amount)), currency: currency.toUpperCase() };
}
