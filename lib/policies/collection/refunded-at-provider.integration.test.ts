import { readFile } from "node:fs/promises";
import fc from "fast-check";
import { afterEach, describe, expect, it } from "vitest";
import { sequences } from "@/lib/connectors/testing/sequences";
import { pool } from "@/lib/db/pool";
import { runAs } from "@/lib/db/testing/roles";
import { findViolations } from "@/lib/invariants/find-violations";
import { aDebitProvider, allTold } from "@/lib/policies/mandates/testing";
import { contextOf } from "@/lib/policies/testing";
import { findRetries } from "./find-retries";
import { type Collected, collectedAt, moneyOf, NOTHING, netOf, RETRYING } from "./testing-refunds";

// What a provider gives back of a premium, or a bank contests a part of, moves money and leaves the premium collected: it is
// never collected again, the bank may still take the rest back, and no money is counted twice.

const { runs, seed, timeoutMs } = sequences(25);
const provider = aDebitProvider("debitsrefunded");
const { bank } = provider;
const collected = (billing?: Record<string, unknown>) => collectedAt(provider, billing);

afterEach(async () => {
  expect(await findViolations()).toEqual([]);
});

const doorStatusOf = async ({ insurer, premium }: Collected) =>
  (await insurer.payments()).find(({ payment_id }) => payment_id === premium)?.status;

/** Nobody is offered to collect it again. */
async function expectNoFailure({ premium }: Collected): Promise<void> {
  const { rows } = await findRetries({ ctx: contextOf("operator"), input: { originalIds: [premium] } });
  expect(rows).toEqual([]);
}

describe("a premium whose provider", () => {
  it("gave back a part, or all, is collected still, and is no failure", async () => {
    const given = await collected();
    await given.refund(5_000n);
    expect(await moneyOf(given.premium)).toEqual({
      ...NOTHING,
      ...{ status: "succeeded", collected: 18_000, refunded: 5_000 },
    });
    await given.refund(13_000n);
    expect(await moneyOf(given.premium)).toMatchObject({ status: "succeeded", refunded: 18_000 });
    expect(await doorStatusOf(given)).toBe("successful");
    await expectNoFailure(given);
  });

  it("gave back a part can be taken back by the bank, which takes all of it: more goes back than came in", async () => {
    const given = await collected();
    await given.refund(5_000n);
    bank.fail(given.debit, "debit_returned");
    await allTold();
    expect(await moneyOf(given.premium)).toEqual({
      ...NOTHING,
      ...{ status: "failed", collected: 18_000, refunded: 5_000, returned: 18_000 },
    });
    await given.refund(1_000n);
    expect(await moneyOf(given.premium)).toMatchObject({ refunded: 6_000, returned: 18_000 });
  });

  it.each([5_000n, 18_000n])(
    "gave back %d of it, and is returned by the bank then, is not collected again by itself",
    async (amount) => {
      const given = await collected(RETRYING);
      await given.refund(amount);
      bank.fail(given.debit, "insufficient_funds");
      await allTold();
      const { rows } = await pool().query(
        `SELECT (SELECT count(*)::int FROM policy_payment WHERE original_id = $1) AS attempts,
         (SELECT data ->> 'reason' FROM outbox WHERE payment_id = $1 AND type = 'payment.not_retried') AS reason`,
        [given.premium],
      );
      expect(rows).toEqual([
        { attempts: 1, reason: "Not retried: the premium, or a part of it, was given back." },
      ]);
    },
  );

  it("has its refund back can be taken back by the bank whole", async () => {
    const given = await collected();
    await given.refund(18_000n, "succeeded", "bounces");
    await given.refund(18_000n, "failed", "bounces");
    expect(await doorStatusOf(given)).toBe("successful");
    bank.fail(given.debit, "account_closed");
    await allTold();
    expect(await moneyOf(given.premium)).toEqual({
      ...NOTHING,
      ...{ status: "failed", collected: 18_000, returned: 18_000 },
    });
  });

  it("says that a part is disputed has that part in dispute, until it is won", async () => {
    const given = await collected();
    await given.dispute(300n, "open", "part");
    expect(await moneyOf(given.premium)).toEqual({
      ...NOTHING,
      ...{ status: "succeeded", collected: 18_000, disputed: 300 },
    });
    await given.dispute(300n, "won", "part");
    expect(await moneyOf(given.premium)).toMatchObject({ status: "succeeded", disputed: 0 });
    await given.dispute(400n, "lost");
    expect(await moneyOf(given.premium)).toMatchObject({ status: "succeeded", disputed: 400 });
    await expectNoFailure(given);
  });

  it("says that the last part of it is disputed too has failed: the bank has all of it", async () => {
    const given = await collected();
    await given.dispute(5_000n, "open", "part");
    await given.dispute(13_000n, "open", "rest");
    const taken = { ...NOTHING, status: "failed", collected: 18_000, disputed: 5_000, returned: 13_000 };
    expect(await moneyOf(given.premium)).toEqual(taken);
    await given.dispute(5_000n, "won", "part");
    expect(await moneyOf(given.premium)).toEqual({ ...taken, disputed: 0 });
  });

  it("says that all of it is disputed has failed, in the words of its method", async () => {
    const given = await collected();
    await given.dispute(18_000n, "open");
    expect(await moneyOf(given.premium)).toMatchObject({ status: "failed", returned: 18_000 });
    const { rows } = await pool().query("SELECT failure_reason FROM policy_payment WHERE payment_id = $1", [
      given.premium,
    ]);
    expect(rows).toEqual([{ failure_reason: "The account holder had the bank take the debit order back." }]);
  });
});

const MIGRATION = "prisma/migrations/20261130170000_premiums_stay_collected/migration.sql";

it("a premium that had the status of its refund is collected again to all who read it", async () => {
  const given = await collected();
  await given.refund(5_000n);
  await pool().query("UPDATE payment SET status = 'refunded' WHERE id = $1", [given.premium]);
  expect(await findViolations()).not.toEqual([]);
  await runAs("owner", await readFile(MIGRATION, "utf8"));
  expect(await moneyOf(given.premium)).toMatchObject({ status: "succeeded", refunded: 5_000 });
  expect(await findViolations()).toEqual([]);
});

const STEPS = ["refund", "bounce", "dispute", "win", "lose", "take_back"] as const;

describe(`a premium at its provider, seed ${seed}`, () => {
  it(
    "keeps what the provider keeps of it, whatever is given back, contested and taken",
    async () => {
      await fc.assert(
        fc.asyncProperty(
          fc.array(fc.constantFrom(...STEPS), { minLength: 1, maxLength: 8 }),
          async (steps) => {
            const given = await collected();
            let kept = 18_000;
            const refunds: string[] = [];
            let contested: string | null = null;
            for (const [at, step] of steps.entries()) {
              const name = `${given.premium}/${at}`;
              if (given.debit.state === "failed") break;
              if (step === "refund") {
                await given.refund(700n, "succeeded", name);
                refunds.push(name);
                kept -= 700;
              } else if (step === "bounce" && refunds.length > 0) {
                await given.refund(700n, "failed", refunds.pop());
                kept += 700;
              } else if (step === "dispute" && !contested) {
                contested = name;
                await given.dispute(900n, "open", name);
                kept -= 900;
              } else if ((step === "win" || step === "lose") && contested) {
                await given.dispute(900n, step === "win" ? "won" : "lost", contested);
                contested = null;
                if (step === "win") kept += 900;
              } else if (step === "take_back") {
                bank.fail(given.debit, "debit_returned");
                await allTold();
                // All of it, but for what a dispute holds already; what was refunded went back besides.
                kept = 0 - 700 * refunds.length;
              }
            }
            const money = await moneyOf(given.premium);
            expect(money.status).toBe(given.debit.state);
            expect(netOf(money)).toBe(kept);
          },
        ),
        { numRuns: runs, seed },
      );
    },
    timeoutMs,
  );
});
