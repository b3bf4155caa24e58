import { expect, it } from "vitest";
import { problemIn } from "@/lib/auth/testing/contexts";
import { currentTime } from "@/lib/clock/clock";
import { runUnprepared } from "@/lib/db/sql";
import { cancelPayment } from "@/lib/payments/cancel-payment";
import { anInsurer, contextOf, type Insurer, jobAt, type WireBody } from "@/lib/policies/testing";
import { collectDuePayments } from "./collect-due";
import { findRetries } from "./find-retries";
import { retryPayment, stopRetrying } from "./retry-payment";
import { retryAsListed } from "./testing-retries";

const SEQUENCES = 25;
const STEPS = 8;
const TIMEOUT_MS = 240_000;
const FAULTY = ["0001", "0005", "4242"];

it(
  `one premium is never collected twice, by any door, button or job, in any order (${SEQUENCES} random sequences)`,
  async () => {
    const seed = Date.now() % 100_000;
    const random = randomFrom(seed);
    for (let sequence = 0; sequence < SEQUENCES; sequence++) {
      const digits = FAULTY[Math.floor(random() * FAULTY.length)];
      const insurer = await anInsurer({
        billing: {
          retryFailedPayments: { enabled: true, daysBetweenRetries: 1, numberOfRetries: 3 },
          consecutiveFailedPaymentsAllowed: 50,
        },
        bank: { account_number: `6200999${digits}` },
      });
      const { body } = await insurer.pay("failed", { failure_action: "allow_retry" });
      const originalId = body.payment_id ?? "";
      for (let step = 0; step < STEPS; step++) {
        const together = 1 + Math.floor(random() * 3);
        await Promise.allSettled(
          Array.from({ length: together }, () => someStep(insurer, originalId, random)),
        );
        const [row] = await runUnprepared<{ live: number }>(
          "SELECT count(*) FILTER (WHERE live)::int AS live FROM policy_payment WHERE original_id = $1",
          [originalId],
        );
        expect(row?.live, `seed ${seed}, sequence ${sequence}, step ${step}`).toBeLessThanOrEqual(1);
      }
      const [booked] = await runUnprepared<{ taken: number }>(
        `SELECT count(*)::int AS taken FROM policy_payment y JOIN payment p ON p.id = y.payment_id
       WHERE y.original_id = $1 AND p.status = 'succeeded'`,
        [originalId],
      );
      expect(booked?.taken, `seed ${seed}, sequence ${sequence}`).toBeLessThanOrEqual(1);
    }
  },
  TIMEOUT_MS,
);

async function someStep(insurer: Insurer, originalId: string, random: () => number): Promise<unknown> {
  const chain = (await insurer.payments()).filter(
    ({ payment_id, retry_of }) => payment_id === originalId || retry_of === originalId,
  );
  const one = chain[Math.floor(random() * chain.length)] as WireBody;
  const id = one.payment_id ?? "";
  const ctx = contextOf("operator", new Date("2030-01-01"));
  const again = { retry_of: id, amount: undefined, description: undefined };
  switch (Math.floor(random() * 8)) {
    case 0:
      return retryAsListed(ctx, originalId);
    case 1:
      return collectDuePayments({ ctx: jobAt(new Date("2030-01-01")) });
    case 2:
      return insurer.pay("pending", again);
    case 3:
      return insurer.pay("successful", again);
    case 4:
      return insurer.update(id, { status: "successful" });
    case 5:
      return insurer.update(id, { status: "failed", failure_reason: "No", failure_action: "allow_retry" });
    case 6:
      return stopRetrying({ ctx, input: { originalId } });
    default:
      return cancelPayment({ ctx: contextOf("operator", await currentTime()), input: { id } });
  }
}

function randomFrom(seed: number): () => number {
  let state = seed | 0;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

it("a retry that was heard is refused when it is sent again: no second attempt is made", async () => {
  const insurer = await anInsurer({
    billing: {
      retryFailedPayments: { enabled: true, daysBetweenRetries: 1, numberOfRetries: 3 },
      consecutiveFailedPaymentsAllowed: 50,
    },
    bank: { account_number: "62009990001" },
  });
  const { body } = await insurer.pay("failed", { failure_action: "allow_retry" });
  const originalId = body.payment_id ?? "";
  const ctx = contextOf("operator", new Date("2030-01-01"));
  const { rows } = await findRetries({ ctx, input: { originalIds: [originalId] } });
  const [shown] = rows;
  if (!shown) throw new Error("the failed premium is not listed");
  await retryPayment({ ctx, input: shown });
  const chain = await insurer.payments();
  expect(await problemIn(retryPayment({ ctx, input: shown }))).toMatchObject({ code: "conflict" });
  expect(await insurer.payments()).toHaveLength(chain.length);
});
