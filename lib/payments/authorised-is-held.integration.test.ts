import { readFile } from "node:fs/promises";
import { expect, it } from "vitest";
import { aKey, aMerchant } from "@/lib/checkout/testing";
import { aConnector, aPayment, ask } from "@/lib/connected/testing";
import { runUnprepared } from "@/lib/db/sql";
import { runAs } from "@/lib/db/testing/roles";
import { findViolations } from "@/lib/invariants/find-violations";

const MIGRATION_OUT = "prisma/migrations/20261130180000_authorised_payouts/migration.sql";
const MIGRATION = "prisma/migrations/20261130090000_authorised_is_held/migration.sql";

/** Tells what became of a payment, a day after the other. */
async function tellAll(
  key: string,
  body: object,
  moves: readonly (readonly [string, number])[],
): Promise<void> {
  for (const [index, [status, amount]] of moves.entries())
    await ask(key, "POST", "/payments", {
      ...body,
      status,
      amount,
      createdAt: `2026-01-0${5 + index}T10:00:00Z`,
    });
}

/** Counts money twice in a payment's sum and in the tally, as a version before did. */
function countTwice(reference: string, column: "collected_minor" | "paid_out_minor"): Promise<unknown> {
  const [collected, paidOut] = column === "collected_minor" ? [10_000, 0] : [0, 10_000];
  return runAs(
    "owner",
    `UPDATE payment SET ${column} = ${column} + 10000 WHERE reference = '${reference}';
     INSERT INTO money_tally (merchant_id, currency, precision, event_at, payment_at, test, arrivals, collected_minor,
       refunded_minor, disputed_minor, returned_minor, paid_out_minor)
     SELECT merchant_id, currency, precision, now(), now(), coalesce(mode = 'test', false), 0, ${collected}, 0, 0, 0, ${paidOut}
     FROM payment WHERE reference = '${reference}'`,
  );
}

it("what was authorised and captured counts once, also where it was recorded when both were counted", async () => {
  const key = await aKey((await aMerchant()).id);
  const body = aPayment(await aConnector(), { status: "AUTHORISATION", amount: 10_000, asset: "NOK/2" });
  const moves = [
    ["AUTHORISATION", 10_000],
    ["CAPTURE", 6_000],
    ["CAPTURE", 4_000],
    ["REFUNDED", 3_000],
  ] as const;
  await tellAll(key, body, moves);
  const sums = () =>
    runUnprepared(
      "SELECT collected_minor::int AS collected, refunded_minor::int AS refunded, amount_minor::int AS amount FROM payment WHERE reference = $1",
      [body.reference],
    );
  const counted = [{ collected: 10_000, refunded: 3_000, amount: 17_000 }];
  expect(await sums()).toEqual(counted);
  expect(await findViolations()).toEqual([]);

  await countTwice(body.reference, "collected_minor");
  expect(await findViolations()).not.toEqual([]);
  await runAs("owner", await readFile(MIGRATION, "utf8"));
  expect(await sums()).toEqual(counted);
  expect(await findViolations()).toEqual([]);
});

it("what was authorised and captured of a payout left once, also where it was recorded when both were counted", async () => {
  const key = await aKey((await aMerchant()).id);
  const body = { ...aPayment(await aConnector(), { amount: 10_000, asset: "ISK/0" }), type: "PAYOUT" };
  const moves = [
    ["AUTHORISATION", 10_000],
    ["CAPTURE", 6_000],
    ["REFUNDED", 1_000],
  ] as const;
  await tellAll(key, body, moves);
  const paidOut = () =>
    runUnprepared<{ out: number }>("SELECT paid_out_minor::int AS out FROM payment WHERE reference = $1", [
      body.reference,
    ]);
  expect(await paidOut()).toEqual([{ out: 5_000 }]);
  expect(await findViolations()).toEqual([]);

  await countTwice(body.reference, "paid_out_minor");
  expect(await findViolations()).not.toEqual([]);
  await runAs("owner", await readFile(MIGRATION_OUT, "utf8"));
  expect(await paidOut()).toEqual([{ out: 5_000 }]);
  expect(await findViolations()).toEqual([]);
});
