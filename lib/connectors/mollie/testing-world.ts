import { afterAll, vi } from "vitest";
import { parseDecimal } from "@/lib/money/decimal";
import type { ConformanceWorld, Money } from "../testing/conformance/world";
import { addressOfNobody } from "../testing/http-fake";
import { type Made, MollieFake } from "../testing/mollie-fake/server";
import { mollie } from "./provider";

const keyOf = (name: string) => ({ apiKey: `${name}00000000000000000000` });
const CREDENTIALS = {
  ...{ works: keyOf("test_canary"), wrong: keyOf("test_wrong"), live: keyOf("live_canary") },
  malformed: keyOf("access_canary"),
};

/** Mollie, as the conformance kit drives it. It ends with the test file that asks for it. */
export async function mollieWorld(): Promise<ConformanceWorld> {
  const fake = await new MollieFake(CREDENTIALS.works.apiKey).listen();
  vi.stubEnv("MOLLIE_API_BASE", await addressOfNobody());
  const unreachable = mollie.connect(CREDENTIALS.works);
  vi.stubEnv("MOLLIE_API_BASE", fake.origin);
  afterAll(async () => {
    vi.unstubAllEnvs();
    await fake.close();
  });
  const of = (all: readonly Made[], attemptId: string) =>
    all.filter(({ metadata }) => metadata?.attempt_id === attemptId);
  const become = (attemptId: string, status: string, over: Partial<Made> = {}) =>
    fake.becomes(Object.assign(found(of(fake.payments, attemptId)[0]), over), status);
  return {
    ...{ provider: mollie, connector: mollie.connect(CREDENTIALS.works), unreachable },
    ...{ credentials: CREDENTIALS, lacks: LACKS, now: () => new Date(), asked: () => fake.asked },
    trouble: (trouble) => {
      fake.trouble = trouble;
    },
    money: { amountMinor: 4_900n, currency: "EUR" },
    currencies: ["JPY", "GBP", "ISK"].map((currency) => ({ amountMinor: 4_905n, currency })),
    unsayable: [{ amountMinor: 4_900n, currency: "KWD" }],
    books: {
      charged: async (attemptId) => moneyIn(of(fake.payments, attemptId), ["paid", "pending"]),
      refunded: async (attemptId) => moneyIn(of(fake.refunds, attemptId), ["pending", "refunded"]),
      pages: async (attemptId) => moneyIn(of(fake.payments, attemptId)),
    },
    pages: {
      pay: async (attemptId) => become(attemptId, "paid", { method: "creditcard", details: CARD }),
      decline: async (attemptId) => void become(attemptId, "failed", { details: NO_MONEY }),
      lapse: async (attemptId) => void become(attemptId, "expired"),
      payInWork: async (attemptId, pays) =>
        void become(attemptId, "pending", { method: "banktransfer", details: pays ? {} : NO_MONEY }),
      hold: async (attemptId) => void become(attemptId, "open", { isCancelable: false }),
    },
    settle: async (attemptId) => {
      const fails = of(fake.payments, attemptId)[0]?.details === NO_MONEY;
      become(attemptId, fails ? "failed" : "paid");
    },
    happenings: {
      refundFails: async (reference) =>
        void fake.becomes(found(fake.refunds.find(({ id }) => id === reference)), "failed"),
      refundThere: async (reference, amountMinor) => {
        const payment = found(fake.payments.find(({ id }) => id === reference));
        fake.refund(payment, { currency: "EUR", value: (Number(amountMinor) / 100).toFixed(2) }, null);
      },
    },
    events: { foreign: { type: "profile.verified", raw: { resource: "profile", id: "pfl_1" } } },
    messages: {
      refusedWith: 400,
      latest: ({ secret, body }) => {
        const signed = fake.signed(secret, body);
        return { body: signed.body, headers: { "x-mollie-signature": signed.signature } };
      },
    },
  };
}

const CARD = { cardLabel: "Visa", cardNumber: "6787" };
const NO_MONEY = { failureReason: "insufficient_funds" };

const LACKS: ConformanceWorld["lacks"] = {
  "saved methods": "only Mollie's pages are used",
  mandates: "only Mollie's pages are used",
  "methods kept on pages": "only Mollie's pages are used",
  "methods that go there": "only Mollie's pages are used",
  payouts: "Mollie pays out to the account's own bank only",
  disputes: "chargebacks are not read yet",
  ...{ mirror: "only what we ask Mollie for is read", "mirrored balance": "nothing is mirrored" },
  evidence: "chargebacks are answered at Mollie",
  "forgotten cursors": "its cursor never moves: the latest are read anew",
  "dated signatures": "Mollie's signature has no date",
};

function moneyIn(all: readonly Made[], statuses?: readonly string[]): Money[] {
  return all
    .filter(({ status }) => !statuses || statuses.includes(status))
    .map(({ amount: { value, currency } }) => {
      const digits = value.split(".")[1]?.length ?? 0;
      return { amountMinor: found(parseDecimal(value, digits)), currency };
    });
}

function found<Item>(item: Item | undefined | null): Item {
  if (item === undefined || item === null) throw new Error("the stand-in for Mollie has no such thing");
  return item;
}
