import { expect, it } from "vitest";
import { pool } from "@/lib/db/pool";
import { DAY_MS } from "@/lib/durations";
import { ATTEMPT_AWAITED_MS, resolveAttempts } from "@/lib/jobs/resolve-attempts";
import { attemptsOf } from "@/lib/payments/attempt";
import { aDebitProvider, aPremium, collect, LATER } from "./testing";

const { bank, agreed, debitOf } = aDebitProvider("debitsawaited");

/** A premium whose debit the bank has in work, and tells nothing of. */
async function awaited() {
  const { insurer } = await agreed();
  const premium = await aPremium(insurer);
  await collect(premium);
  const debit = await debitOf(premium);
  if (!debit) throw new Error("nothing was debited");
  const later = async (ms: number) => {
    await pool().query(
      `UPDATE attempt SET asked_at = asked_at - $2 * interval '1 ms', last_asked_at = last_asked_at - $2 * interval '1 ms'
       WHERE payment_id = $1`,
      [premium, ms],
    );
    await resolveAttempts({ ctx: LATER });
    const [attempt] = await attemptsOf(premium);
    const { rows } = await pool().query("SELECT status FROM payment WHERE id = $1", [premium]);
    return [attempt?.state, rows[0]?.status, attempt?.asks];
  };
  return { debit, later };
}

it("what the bank has in work is asked for once a day, and ends as the bank says, whatever message was lost", async () => {
  const { debit, later } = await awaited();
  const [, , asks = 0] = (await later(0)) as [string, string, number];
  expect(await later(DAY_MS - 60_000)).toEqual(["processing", "processing", asks]);
  expect(await later(60_000)).toEqual(["processing", "processing", asks + 1]);
  expect(await later(60_000)).toEqual(["processing", "processing", asks + 1]);
  debit.state = "succeeded";
  expect(await later(5 * DAY_MS)).toEqual(["succeeded", "succeeded", asks + 2]);
});

it("what the bank says nothing of is still in work, and neither sent again nor given up", async () => {
  const { debit, later } = await awaited();
  bank.silent = true;
  expect((await later(ATTEMPT_AWAITED_MS)).slice(0, 2)).toEqual(["processing", "processing"]);
  bank.silent = false;
  const debits = bank.debits.length;
  bank.debits.splice(bank.debits.indexOf(debit), 1);
  expect((await later(ATTEMPT_AWAITED_MS)).slice(0, 2)).toEqual(["processing", "processing"]);
  expect(bank.debits).toHaveLength(debits - 1);
  bank.debits.push(debit);
});
