import { readFile } from "node:fs/promises";
import fc from "fast-check";
import { afterEach, describe, expect, it } from "vitest";
import { applyFact } from "@/lib/connections/events/apply-fact";
import type { ProviderFact } from "@/lib/connectors/connector";
import { sequences } from "@/lib/connectors/testing/sequences";
import { pool } from "@/lib/db/pool";
import { runAs } from "@/lib/db/testing/roles";
import { newId } from "@/lib/ids";
import { findViolations } from "@/lib/invariants/find-violations";
import { aDebitProvider, allTold, LATER } from "@/lib/policies/mandates/testing";
import { reversePolicyPayment } from "@/lib/policies/payments/reverse-policy-payment";
import { ask, contextOf } from "@/lib/policies/testing";
import { findRetries } from "./find-retries";

// What a provider gives back of a premium, or a bank contests a part of, moves money and leaves the premium collected: it is
// never collected again, the bank may still take the rest back, and no money is counted twice.

const { runs, seed, timeoutMs } = sequences(25);
const provider = aDebitProvider("debitsrefunded");
const { bank, connectionId } = provider;

afterEach(async () => {
  expect(await findViolations()).toEqual([]);
});

/** A premium that was collected, and what its provider may tell of it. */
async function collected() {
  const { insurer, premium, debit } = await provider.collected();
  const about = { chargeReference: debit.reference, currency: debit.currency };
  const tell = (fact: ProviderFact) => applyFact(LATER, connectionId, fact);
  return {
    ...{ insurer, premium, debit },
    refund: (amountMinor: bigint, state: "succeeded" | "failed" = "succeeded", name = newId()) =>
      tell({
        type: "refund",
        attemptId: null,
        providerReference: name,
        amountMinor,
        ...about,
        outcome: refunded(state, name),
      }),
    dispute: (amountMinor: bigint, state: "open" | "won" | "lost", name = newId()) =>
      tell({ type: "dispute", providerReference: name, state, amountMinor, ...about, ...DISPUTED }),
  };
}

const DISPUTED = { reason: "fraudulent", evidenceDueAt: null, raw: {} };

function refunded(state: "succeeded" | "failed", providerReference: string) {
  return state === "succeeded"
    ? ({ state, providerReference, raw: {} } as const)
    : ({ state, providerReference, declineCode: "refund_failed", raw: {} } as const);
}

type Collected = Awaited<ReturnType<typeof collected>>;

async function moneyOf(paymentId: string) {
  const { rows } = await pool().query<Money>(
    `SELECT status, collected_minor::int AS collected, refunded_minor::int AS refunded, disputed_minor::int AS disputed,
       returned_minor::int AS returned FROM payment WHERE id = $1`,
    [paymentId],
  );
  if (!rows[0]) throw new Error("there is no such payment");
  return rows[0];
}

interface Money {
  status: string;
  collected: number;
  refunded: number;
  disputed: number;
  returned: number;
}

const NOTHING = { refunded: 0, disputed: 0, returned: 0 };
const netOf = ({ collected, refunded, disputed, returned }: Money) =>
  collected - refunded - disputed - returned;

const doorStatusOf = async ({ insurer, premium }: Collected) =>
  (await insurer.payments()).find(({ payment_id }) => payment_id === premium)?.status;

/** Nobody is offered to collect it again. */
async function expectNoFailure({ premium }: Collected): Promise<void> {
  const { rows } = await findRetries({ ctx: contextOf("operator"), input: { originalIds: [premium] } });
  expect(rows).toEqual([]);
}

const reverse = ({ premium }: Collected) =>
  reversePolicyPayment({ ctx: { ...contextOf("operator"), now: LATER.now }, input: { id: premium } });

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

  it("gave back a part can be taken back by the bank, which takes what is left", async () => {
    const given = await collected();
    await given.refund(5_000n);
    bank.fail(given.debit, "debit_returned");
    await allTold();
    expect(await moneyOf(given.premium)).toEqual({
      ...NOTHING,
      ...{ status: "failed", collected: 18_000, refunded: 5_000, returned: 13_000 },
    });
  });

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

describe("a premium that a reversal says is given back", () => {
  it("is given back once, where the provider does so", async () => {
    const given = await collected();
    const { id } = await reverse(given);
    await given.refund(8_000n);
    await given.refund(10_000n, "succeeded", "rest");
    await given.refund(10_000n, "succeeded", "rest");
    expect(await moneyOf(given.premium)).toMatchObject({ ...NOTHING, status: "succeeded" });
    expect(await moneyOf(id)).toMatchObject({ status: "succeeded", refunded: 18_000 });
    const { rows } = await pool().query(
      "SELECT reason, amount_minor::int AS amount FROM adjustment WHERE payment_id = $1 AND sequence > 1 ORDER BY sequence",
      [id],
    );
    expect(rows).toEqual([
      { reason: "Given back at the provider.", amount: 8_000 },
      { reason: "Given back at the provider.", amount: 10_000 },
    ]);
    await expect(given.refund(1n)).rejects.toThrow("gave back more than the reversal");
    await expect(given.refund(10_000n, "failed", "rest")).rejects.toThrow("Give it back another way");
  });

  it("is not reversed where the provider has given money of it back already", async () => {
    const given = await collected();
    await given.refund(1n);
    await expect(reverse(given)).rejects.toMatchObject({
      problem: {
        code: "conflict",
        message: expect.stringContaining("given back money of this premium already"),
      },
    });
  });
});

describe("the ledger of a policy", () => {
  const ledgerOf = async ({ insurer: { key, policyId } }: Collected) => {
    const { body } = await ask(key, "GET", `/policies/${policyId}/ledger?include=balance`);
    return (body as unknown as { amount: number; balance: number }[]).map(({ amount, balance }) => [
      amount,
      balance,
    ]);
  };

  it("has what the provider gave back, and what of the rest the bank took", async () => {
    const given = await collected();
    await given.refund(5_000n, "succeeded", "back");
    await given.refund(5_000n, "failed", "back");
    await given.dispute(300n, "open", "part");
    bank.fail(given.debit, "debit_returned");
    await allTold();
    expect(await ledgerOf(given)).toEqual([
      [-17_700, 0],
      [-300, 17_700],
      [5_000, 18_000],
      [-5_000, 13_000],
      [18_000, 18_000],
    ]);
  });

  it("has a reversal once, also where its provider carries it out", async () => {
    const given = await collected();
    await reverse(given);
    await given.refund(18_000n);
    expect(await ledgerOf(given)).toEqual([
      [-18_000, 0],
      [18_000, 18_000],
    ]);
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
                kept = 0;
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
