import fc from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";
import { aPoolWorld, type PoolWorld } from "@/lib/connected/pools/testing";
import { WIRE_STATUSES, type WireStatus } from "@/lib/connected/statuses";
import { aPayment, ask } from "@/lib/connected/testing";
import { runUnprepared } from "@/lib/db/sql";
import { newId } from "@/lib/ids";
import { findViolations } from "@/lib/invariants/find-violations";

let { key, connectorID, anAccount, aPool } = {} as PoolWorld;

beforeAll(async () => {
  ({ key, connectorID, anAccount, aPool } = await aPoolWorld());
});

type Step = readonly [status: WireStatus, amount: number, day?: number];

const onDay = (day: number) => `2026-01-${String(day).padStart(2, "0")}T00:00:00Z`;

/** A payment of this history to an account of its own, by version 1, where its first step opens it. */
async function moved(steps: readonly Step[], fields: Record<string, unknown>) {
  const body = aPayment(connectorID, fields);
  for (const [index, [status, amount, day = index + 1]] of steps.entries())
    await ask(key, "POST", "/payments", { ...body, status, amount, createdAt: onDay(day) });
  return body.reference;
}

/** The same by version 3: no step opens it, and each applies its delta to what it was worth before. */
async function recorded(amount: number, steps: readonly Step[], fields: Record<string, unknown>) {
  const adjustments = steps.map(([status, minor, day = 1], index) => ({
    ...{ reference: `evt-${index}`, createdAt: onDay(day), status, amount: minor },
    asset: "USD/2",
  }));
  const body = { ...aPayment(connectorID, fields), scheme: "CARD_VISA", amount, initialAmount: amount };
  await ask(key, "POST", "/v3/payments", { ...body, adjustments });
  return body.reference;
}

async function balanceOf(accountId: string, query = ""): Promise<bigint> {
  const { body } = await ask(key, "GET", `/v3/accounts/${accountId}/balances${query}`);
  return (body.cursor?.data ?? []).reduce((sum, { balance }) => sum + BigInt(String(balance)), 0n);
}

async function pooled(poolId: string): Promise<bigint> {
  const { body } = await ask(key, "GET", `/pools/${poolId}/balances?at=${onDay(20)}`);
  const rows = body.data?.balances as { amount: bigint }[];
  return rows.reduce((sum, { amount }) => sum + amount, 0n);
}

/** What the console says is kept of a payment. */
async function keptOf(reference: string): Promise<bigint> {
  const [row] = await runUnprepared<{ kept: string }>(
    `SELECT (collected_minor - refunded_minor - disputed_minor - returned_minor)::text AS kept FROM payment
     WHERE reference = $1`,
    [reference],
  );
  return BigInt(row?.kept ?? "0");
}

describe("what an account holds of a payment whose money was authorised, or waited for, before it was captured", () => {
  it.each<[string, Step[], bigint[]]>([
    [
      "was captured in two parts and refunded",
      [
        ["AUTHORISATION", 10_000],
        ["CAPTURE", 6_000],
        ["CAPTURE", 4_000],
        ["REFUNDED", 1_000],
      ],
      [0n, 6_000n, 10_000n, 9_000n],
    ],
    [
      "waited",
      [
        ["PENDING", 5_000],
        ["CAPTURE", 5_000],
      ],
      [0n, 5_000n],
    ],
    [
      "is disputed, by nobody's amount more than was captured",
      [
        ["AUTHORISATION", 10_000],
        ["CAPTURE", 6_000],
        ["DISPUTE", 9_000],
        ["DISPUTE_WON", 9_000],
      ],
      [0n, 6_000n, 0n, 6_000n],
    ],
    [
      "was captured before it is said to have been authorised",
      [
        ["AUTHORISATION", 10_000, 3],
        ["CAPTURE", 6_000, 1],
      ],
      [6_000n, 6_000n, 0n],
    ],
    [
      "had arrived, and more of it was captured",
      [
        ["SUCCEEDED", 10_000],
        ["CAPTURE", 6_000],
      ],
      [10_000n, 16_000n],
    ],
    [
      "was taken back by the bank",
      [
        ["AUTHORISATION", 10_000],
        ["CAPTURE", 6_000],
        ["FAILED", 6_000],
      ],
      [0n, 6_000n, 0n],
    ],
  ])("%s", async (_, steps, expected) => {
    for (const type of ["PAY-IN", "TRANSFER"] as const) {
      // A dispute takes away what came in; a transfer has none.
      if (type === "TRANSFER" && steps.some(([status]) => status === "DISPUTE")) continue;
      const [destinationAccountID, sourceAccountID] = [await anAccount(), await anAccount()];
      await moved(steps, { type, destinationAccountID, sourceAccountID });
      for (const [index, minor] of expected.entries()) {
        const query = `?toTimestamp=${onDay(index + 1)}`;
        expect([index, await balanceOf(destinationAccountID, query)]).toEqual([index, minor]);
        expect([index, await balanceOf(sourceAccountID, query)]).toEqual([index, -minor]);
      }
    }
  });
});

describe("of any history of the wire's statuses, in any order", () => {
  const step = fc.tuple(
    fc.constantFrom(...WIRE_STATUSES),
    fc.integer({ min: 0, max: 1_000 }),
    fc.integer({ min: 1, max: 9 }),
  );

  it("accounts and pools hold what the console says is kept", async () => {
    const poolId = await aPool({ accountIDs: [await anAccount()] });
    let pool = 0n;
    await fc.assert(
      fc.asyncProperty(
        fc.array(step, { minLength: 1, maxLength: 6 }),
        fc.constantFrom("v1", "v3"),
        async (steps, version) => {
          const destinationAccountID = await anAccount();
          const fields = { destinationAccountID, reference: newId() };
          const reference =
            version === "v1" ? await moved(steps, fields) : await recorded(1_000, steps, fields);
          const kept = await keptOf(reference);
          expect(await balanceOf(destinationAccountID)).toBe(kept);
          await ask(key, "POST", `/v3/pools/${poolId}/accounts/${destinationAccountID}`);
          pool += kept;
          expect(await pooled(poolId)).toBe(pool);
        },
      ),
      { numRuns: 80 },
    );
    expect(await findViolations()).toEqual([]);
  });
});
