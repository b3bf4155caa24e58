import { describe, expect, it } from "vitest";
import { TRY_AGAIN_MS } from "@/lib/connections/events/apply-events";
import { pool } from "@/lib/db/pool";
import { DAY_MS } from "@/lib/durations";
import { newId } from "@/lib/ids";
import { type Insurer, jobAt } from "@/lib/policies/testing";
import { aDebitProvider, allTold, allToldBy, LATER } from "./testing";

const { bank, connectionId, collected } = aDebitProvider("debitstwo");
const RETRYING = { retryFailedPayments: { enabled: true, daysBetweenRetries: 5, numberOfRetries: 2 } };

const daysBetween = (from: Date, to: Date) => Math.round((to.getTime() - from.getTime()) / DAY_MS);
const statusesOf = async (insurer: Insurer) => (await insurer.payments()).map(({ status }) => status).sort();

/** What is left to a person, and why. */
async function problems() {
  const { rows } = await pool().query(
    "SELECT problem FROM provider_event WHERE connection_id = $1 AND state = 'failed'",
    [connectionId],
  );
  return rows;
}

describe("a premium that the bank takes back", () => {
  it("after it was collected is failed, and retried, once", async () => {
    const { insurer, premium, debit } = await collected(RETRYING);
    bank.fail(debit, "debit_returned");
    await allTold();
    bank.events.push({ ...(bank.events.at(-1) as (typeof bank.events)[0]), eventId: newId() });
    await allTold();
    expect(await statusesOf(insurer)).toEqual(["failed", "pending"]);
    const { rows } = await pool().query(
      "SELECT status, reason FROM adjustment WHERE payment_id = $1 ORDER BY sequence",
      [premium],
    );
    expect(rows.map(({ status }) => status)).toEqual(["pending", "processing", "succeeded", "failed"]);
    expect(rows.at(-1)?.reason).toMatch(/^The bank has taken the money back\./);
  });

  it("four days after it was collected has failed on that day, and is retried from it on", async () => {
    const { premium, debit } = await collected(RETRYING);
    const fourDaysOn = new Date(LATER.now.getTime() + 4 * DAY_MS);
    bank.fail(debit, "debit_returned");
    await allToldBy(jobAt(fourDaysOn));
    const { rows } = await pool().query(
      `SELECT a.status, a.occurred_at AS at FROM adjustment a
       WHERE a.payment_id = $1 AND a.status IN ('succeeded', 'failed') ORDER BY a.sequence`,
      [premium],
    );
    expect(rows).toEqual([
      { status: "succeeded", at: LATER.now },
      { status: "failed", at: fourDaysOn },
    ]);
    const { rows: retries } = await pool().query<{ at: Date }>(
      "SELECT action_date AS at FROM policy_payment WHERE original_id = $1 AND retry_number = 1",
      [premium],
    );
    expect(retries.map(({ at }) => daysBetween(fourDaysOn, at))).toEqual([5]);
  });

  it("and that comes back after that is kept for a person, and collected by nobody", async () => {
    const { insurer, debit } = await collected();
    bank.fail(debit, "payment_stopped");
    await allTold();
    debit.state = "processing";
    bank.confirm(debit);
    // It is tried again each time, and then left to a person.
    for (let times = 0; times <= TRY_AGAIN_MS.length && (await problems()).length === 0; times++)
      await allTold();
    expect(await statusesOf(insurer)).toEqual(["failed"]);
    expect(await problems()).toEqual([{ problem: expect.stringContaining("which the bank had taken back") }]);
  });
});
