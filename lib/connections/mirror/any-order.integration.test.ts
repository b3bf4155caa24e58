import { expect, it } from "vitest";
import type { Intent } from "@/lib/connectors/testing/stripe-fake/books";
import { chargeThere, endPayout, payOut } from "@/lib/connectors/testing/stripe-fake/elsewhere";
import { chargeIdOf } from "@/lib/connectors/testing/stripe-fake/lines";
import { closeDispute, failRefund, makeRefund, openDispute } from "@/lib/connectors/testing/stripe-fake/pay";
import { type MirroredRow, mirroredAccount } from "./testing";

const account = mirroredAccount();
const { world } = account;

/** How many things happen in each story. */
const STEPS = 25;
const SEEDS = [1, 2, 3];

it.each(SEEDS)(
  "what is told, told twice, lost or read ends in the provider's books (story %i)",
  async (seed) => {
    await account.turnOn();
    const random = randomFrom(seed);
    for (let step = 0; step < STEPS; step++) {
      pick(random, HAPPENINGS)?.(random);
      if (random() < 0.3) {
        const { events } = world.fake.books;
        const told = [pick(random, events), pick(random, events)].filter((event) => event !== undefined);
        await account.tell([...told, ...told]);
      }
      if (random() < 0.2) await account.apply();
      if (random() < 0.3) await account.run();
    }
    await account.readAll();
    await account.apply();
    expect(ours(await account.mirrored())).toEqual(theirs());
    // Nothing is left that would change it once more.
    const before = await account.mirrored();
    await account.readAll();
    expect(await account.mirrored()).toEqual(before);
  },
  60_000,
);

const CURRENCIES = ["gbp", "eur", "jpy", "kwd"];
const paid = () => world.fake.books.intents.filter(({ status }) => status === "succeeded");
const open = () => world.fake.books.disputes.filter(({ status }) => status === "needs_response");

type Random = () => number;

/** What others do at the account; nothing where there is nothing to do it to. */
const HAPPENINGS: readonly ((random: Random) => void)[] = [
  charge,
  charge,
  (random) => {
    const intent = pick(random, paid());
    const left = intent ? intent.amount - world.fake.books.refundedOf(intent) : 0;
    const disputed = world.fake.books.disputes.some((dispute) => dispute.intent === intent);
    if (intent && left >= 100 && !disputed) makeRefund(world.fake.books, intent, 100, {});
  },
  (random) => {
    const refund = pick(
      random,
      world.fake.books.refunds.filter(({ status }) => status === "succeeded"),
    );
    if (refund) failRefund(world.fake.books, refund.id);
  },
  (random) => {
    const intent = pick(random, paid());
    const untouched = intent && world.fake.books.refundedOf(intent) === 0;
    if (untouched && !world.fake.books.disputes.some((dispute) => dispute.intent === intent))
      openDispute(world.fake.books, intent);
  },
  (random) => {
    const dispute = pick(random, open());
    if (dispute) closeDispute(world.fake.books, dispute, random() < 0.5 ? "won" : "lost");
  },
  (random) => {
    const payout = payOut(world.fake.books, 1_000, pick(random, CURRENCIES) ?? "gbp");
    if (random() < 0.7) endPayout(world.fake.books, payout, random() < 0.8 ? "paid" : "failed");
  },
  (random) => {
    const waiting = pick(
      random,
      world.fake.books.intents.filter(({ status }) => status === "processing"),
    );
    if (!waiting) return;
    waiting.status = "succeeded";
    world.fake.books.tell("payment_intent.succeeded", { object: "payment_intent", id: waiting.id });
  },
];

function charge(random: Random): void {
  const number = pick(random, ["4242424242424242", "4000000000009995", "AT611904300234573201"]);
  const currency = pick(random, CURRENCIES) ?? "gbp";
  chargeThere(world.fake.books, {
    amount: 1_000 + Math.floor(random() * 50) * 10,
    currency,
    number: number ?? "",
  });
}

/** What moved of each payment and payout, by the provider's name of it. */
function ours(rows: readonly MirroredRow[]) {
  return Object.fromEntries(
    rows.map(({ reference, collected, refunded, disputed, type, amount, status, currency }) => [
      reference,
      {
        ...{ currency, collected, refunded, disputed },
        sent: type === "TRANSFER" && status === "succeeded" ? amount : 0n,
      },
    ]),
  );
}

function theirs() {
  const { books } = world.fake;
  const payments = books.intents.map((intent) => [chargeIdOf(intent), booksOf(intent)]);
  const payouts = books.payouts.map(({ id, amount, currency, status }) => [
    id,
    { ...NOTHING, currency: currency.toUpperCase(), sent: status === "paid" ? BigInt(amount) : 0n },
  ]);
  return Object.fromEntries([...payments, ...payouts]);
}

const NOTHING = { collected: 0n, refunded: 0n, disputed: 0n, sent: 0n };

function booksOf(intent: Intent) {
  const { books } = world.fake;
  const currency = intent.currency.toUpperCase();
  if (intent.status !== "succeeded") return { ...NOTHING, currency };
  const refunded = books.refundedOf(intent);
  const taken = books.disputes.some((dispute) => dispute.intent === intent && dispute.status !== "won");
  return {
    ...{ currency, collected: BigInt(intent.amount), refunded: BigInt(refunded), sent: 0n },
    disputed: taken ? BigInt(intent.amount - refunded) : 0n,
  };
}

function pick<Item>(random: Random, items: readonly Item[]): Item | undefined {
  return items[Math.floor(random() * items.length)];
}

/** The same numbers for the same seed (mulberry32). */
function randomFrom(seed: number): Random {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
