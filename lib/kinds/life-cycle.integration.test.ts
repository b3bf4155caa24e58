import fc from "fast-check";
import { afterAll, describe, expect, it } from "vitest";
import { contextOf } from "@/lib/auth/testing/contexts";
import { expireOne } from "@/lib/checkout/expire-checkout-payments";
import { payCheckout } from "@/lib/checkout/pay-checkout";
import { aLink, aMerchant, cardOf, customerOf } from "@/lib/checkout/testing";
import { takeInEvents } from "@/lib/connections/events/take-in-events";
import { EVENT_DELAY_MS } from "@/lib/connectors/sandbox/books";
import { transaction } from "@/lib/db/sql";
import { newId } from "@/lib/ids";
import { findViolations } from "@/lib/invariants/find-violations";
import { cancelPayment } from "@/lib/payments/cancel-payment";
import { lockPaymentsById } from "@/lib/payments/lock-payment";
import type { PaymentStatus } from "@/lib/payments/status";
import { jobContext } from "@/lib/verb/context";
import { refundPayment } from "./refund-payment";

const SEQUENCES = Number(process.env.LIFE_CYCLE_SEQUENCES ?? 5_000);
const SEED = Number(process.env.LIFE_CYCLE_SEED ?? Date.now() % 2 ** 31);
const STEPS_MAX = 6;
/** How many payments live side by side. Their steps are taken together, and one round of the jobs follows for all. */
const AT_ONCE = 50;
const AMOUNT = 1_000n;

/** What a payment should be, worked out without the code under test. */
interface Model {
  status: PaymentStatus;
  amountMinor: bigint;
}

type Command =
  | { do: "pay"; token: "sbx_success" | "sbx_generic_decline" | "sbx_disputed" }
  | { do: "cancel" }
  | { do: "expire" }
  | { do: "refund"; amountMinor: bigint };

const command: fc.Arbitrary<Command> = fc.oneof(
  fc.record({
    do: fc.constant("pay" as const),
    token: fc.constantFrom("sbx_success" as const, "sbx_generic_decline" as const, "sbx_disputed" as const),
  }),
  fc.record({ do: fc.constant("cancel" as const) }),
  fc.record({ do: fc.constant("expire" as const) }),
  fc.record({ do: fc.constant("refund" as const), amountMinor: fc.bigInt({ min: 1n, max: AMOUNT + 200n }) }),
);

function expected(model: Model, step: Command): Model {
  const refundable = ["succeeded", "refunded", "refund_reversed"].includes(model.status);
  switch (step.do) {
    case "pay":
      if (model.status !== "pending" || step.token === "sbx_generic_decline") return model;
      return { ...model, status: step.token === "sbx_disputed" ? "dispute" : "succeeded" };
    case "cancel":
      return model.status === "pending" ? { ...model, status: "cancelled" } : model;
    case "expire":
      return model.status === "pending" ? { ...model, status: "expired" } : model;
    case "refund":
      if (!refundable || step.amountMinor > model.amountMinor) return model;
      return { status: "refunded", amountMinor: model.amountMinor - step.amountMinor };
  }
}

type Link = Awaited<ReturnType<typeof aLink>>;

async function perform(link: Link, step: Command): Promise<void> {
  const operator = contextOf("operator");
  switch (step.do) {
    case "pay": {
      const method = { type: "card", card: cardOf(step.token), saveMethod: false } as const;
      await payCheckout({ ctx: customerOf(link.id), input: { token: link.token, method } });
      return;
    }
    case "cancel":
      await cancelPayment({ ctx: operator, input: { id: link.id } }).catch(refusal);
      return;
    case "expire":
      await expireOne(afterEvents(), link.id);
      return;
    case "refund":
      await refundPayment({
        ctx: operator,
        input: { id: link.id, amountMinor: step.amountMinor, idempotencyKey: newId() },
      }).catch(refusal);
  }
}

/** When the provider has told what it tells of a payment later. */
const afterEvents = () => jobContext("test", new Date(Date.now() + EVENT_DELAY_MS + 1_000), newId());

interface Life {
  link: Link;
  steps: readonly Command[];
  model: Model;
}

/** Takes the step of every payment that has one left, all at once, and expects each to be as its model has it. */
async function takeStep(lives: readonly Life[], at: number): Promise<void> {
  const going = lives.filter(({ steps }) => at < steps.length);
  await Promise.all(
    going.map(async (life) => {
      const step = life.steps[at] as Command;
      await perform(life.link, step);
      life.model = expected(life.model, step);
    }),
  );
  await takeInEvents({ ctx: afterEvents() });
  const locked = await transaction((tx) =>
    lockPaymentsById(
      tx,
      going.map(({ link }) => link.id),
    ),
  );
  for (const { link, steps, model } of going)
    expect(locked.get(link.id)?.payment, JSON.stringify(steps.slice(0, at + 1), written)).toMatchObject(
      model,
    );
}

const written = (_: string, value: unknown) => (typeof value === "bigint" ? String(value) : value);

function refusal(err: unknown): void {
  if (!(err instanceof Error && err.name === "Refused")) throw err;
}

describe("the life of a checkout payment", () => {
  it(
    `agrees with the model over ${SEQUENCES} random sequences of commands (seed ${SEED})`,
    async () => {
      const merchant = await aMerchant();
      const sequence = fc.array(command, { minLength: 1, maxLength: STEPS_MAX });
      await fc.assert(
        fc.asyncProperty(
          fc.array(sequence, { minLength: AT_ONCE, maxLength: AT_ONCE }),
          async (sequences) => {
            const lives = await Promise.all(
              sequences.map(async (steps): Promise<Life> => {
                const link = await aLink({ amount: AMOUNT, merchantId: merchant.id });
                return { link, steps, model: { status: "pending", amountMinor: AMOUNT } };
              }),
            );
            for (let at = 0; at < STEPS_MAX; at++) await takeStep(lives, at);
          },
        ),
        { numRuns: Math.ceil(SEQUENCES / AT_ONCE), seed: SEED },
      );
    },
    SEQUENCES * 100,
  );

  it("has one winner of fifty transitions at once, and tells the rest", async () => {
    const link = await aLink({ amount: AMOUNT });
    const results = await Promise.allSettled(
      Array.from({ length: 50 }, () => cancelPayment({ ctx: contextOf("operator"), input: { id: link.id } })),
    );
    expect(results.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    const problems = results.flatMap((each) =>
      each.status === "rejected" ? [each.reason.problem.code] : [],
    );
    expect(new Set(problems)).toEqual(new Set(["illegal_transition"]));
  });

  afterAll(async () => {
    expect(await findViolations()).toEqual([]);
  });
});
