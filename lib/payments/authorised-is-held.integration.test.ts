import { readFile } from "node:fs/promises";
import { expect, it } from "vitest";
import { aKey, aMerchant } from "@/lib/checkout/testing";
import { aConnector, aPayment, ask } from "@/lib/connected/testing";
import { runUnprepared } from "@/lib/db/sql";
import { runAs } from "@/lib/db/testing/roles";
import { findViolations } from "@/lib/invariants/find-violations";

const MIGRATION_OUT = "prisma/migrations/20261130180000_authorised_payouts/migration.sql";
const MIGRATION = "prisma/migrations/20261130090000_authorised_is_held/migration.sql";

it("what was authorised and captured counts once, also where it was recorded when both were counted", async () => {
  const key = await aKey((await aMerchant()).id);
  const body = aPayment(await aConnector(), { status: "AUTHORISATION", amount: 10_000, asset: "NOK/2" });
  const moves = [
    ["AUTHORISATION", 10_000],
    ["CAPTURE", 6_000],
    ["CAPTURE", 4_000],
    ["REFUNDED", 3_000],
  ] as const;
  for (const [index, [status, amount]] of moves.entries())
    await ask(key, "POST", "/payments", {
      ...body,
      status,
      amount,
      createdAt: `2026-01-0${5 + index}T10:00:00Z`,
    });
  const sums = () =>
    runUnprepared(
      "SELECT collected_minor::int AS collected, refunded_minor::int AS refunded, amount_minor::int AS amount FROM payment WHERE reference = $1",
      [body.reference],
    );
  const counted = [{ collected: 10_000, refunded: 3_000, amount: 17_000 }];
  expect(await sums()).toEqual(counted);
  expect(await findViolations()).toEqual([]);

  await runAs(
    "owner",
    `UPDATE payment SET collected_minor = collected_minor + 10000 WHERE reference = '${body.reference}';
     INSERT INTO money_tally (merchant_id, currency, precision, event_at, payment_at, test, arrivals, collected_minor,
       refunded_minor, disputed_minor, returned_minor, paid_out_minor)
     SELECT merchant_id, currency, precision, now(), now(), coalesce(mode = 'test', false), 0, 10000, 0, 0, 0, 0
     FROM payment WHERE reference = '${body.reference}'`,
  );
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
  for (const [index, [status, amount]] of moves.entries())
    await ask(key, "POST", "/payments", {
      ...body,
      status,
      amount,
      createdAt: `2026-01-0${5 + index}T10:00:00Z`,
    });
  const paidOut = () =>
    runUnprepared<{ out: number }>("SELECT paid_out_minor::int AS out FROM payment WHERE reference = $1", [
      body.reference,
    ]);
  expect(await paidOut()).toEqual([{ out: 5_000 }]);
  expect(await findViolations()).toEqual([]);

  await runAs(
    "owner",
    `UPDATE payment SET paid_out_minor = paid_out_minor + 10000 WHERE reference = '${body.reference}';
     INSERT INTO money_tally (merchant_id, currency, precision, event_at, payment_at, test, arrivals, collected_minor,
       refunded_minor, disputed_minor, returned_minor, paid_out_minor)
     SELECT merchant_id, currency, precision, now(), now(), coalesce(mode = 'test', false), 0, 0, 0, 0, 0, 10000
     FROM payment WHERE reference = '${body.reference}'`,
  );
  expect(await findViolations()).not.toEqual([]);
  await runAs("owner", await readFile(MIGRATION_OUT, "utf8"));
  expect(await paidOut()).toEqual([{ out: 5_000 }]);
  expect(await findViolations()).toEqual([]);
});
