import { runUnprepared } from "@/lib/db/sql";
import { readId } from "@/lib/ids";
import { findViolations } from "@/lib/invariants/find-violations";
import type { Recorded } from "./deployment";
import type { Seen } from "./ledger";

export interface Verdict {
  acknowledged: number;
  found: number;
  /** Payments more than their keys: the same one made twice. */
  doubled: number;
  paid: number;
  /** Payments that share the transaction they were recorded in with another. */
  together: number;
  /** What must not be, each in one sentence. */
  faults: string[];
}

const FAULTS_TOLD_MAX = 5;

/** Holds what is in the database against what clients were told. */
export async function check(seen: readonly Seen[], recorded: Recorded): Promise<Verdict> {
  const acknowledged = seen.filter(({ id }) => id !== null);
  const rows = await runUnprepared<Row>(PAYMENTS, [seen.map(({ key }) => key)]);
  const byKey = new Map(rows.map((row) => [row.key, row]));
  const faults: string[] = [];
  let found = 0;
  for (const { key, id, missedInList, otherIds, paid } of acknowledged) {
    const payment = byKey.get(key);
    if (!payment) faults.push(`lost: ${id} of key ${key} was acknowledged and is not there`);
    else if (payment.id !== readId("pay", id ?? ""))
      faults.push(`key ${key} was acknowledged as ${id} and is ${payment.id}`);
    else found++;
    if (missedInList) faults.push(`${id} was acknowledged, and a list asked for after that did not have it`);
    if (otherIds.length > 0)
      faults.push(`key ${key} was acknowledged as ${id} and as ${otherIds.join(", ")}`);
    if (paid && payment?.stage !== "completed")
      faults.push(`lost: ${id} was acknowledged as paid and is ${payment?.stage ?? "not there"}`);
  }
  const doubled = rows.length - byKey.size;
  if (doubled > 0) faults.push(`${doubled} payments share a key with another`);
  const together = await sharedTransactions(seen);
  if (recorded === "alone" && together > 0)
    faults.push(`${together} payments share a transaction, and each was to be recorded by itself`);
  faults.push(...(await wrongCharges()), ...(await brokenInvariants()));
  return {
    acknowledged: acknowledged.length,
    found,
    doubled,
    paid: acknowledged.filter((each) => each.paid).length,
    together,
    faults,
  };
}

/** How many attempts still wait for their outcome. */
export async function openAttempts(): Promise<number> {
  const [row] = await runUnprepared<{ open: number }>(OPEN, []);
  return row?.open ?? 0;
}

/**
 * Lets the time pass that a lost answer is waited for before it is looked up, which is a minute: to the attempts that are
 * open it seems that they were begun earlier. Only for when nobody is at work on them.
 */
export async function letTimePass(): Promise<void> {
  await runUnprepared(AGE, []);
}

interface Row {
  key: string;
  id: string;
  stage: string;
}

const PAYMENTS = `SELECT idempotency_key AS key, id, stage FROM payment WHERE idempotency_key = ANY ($1)`;

const OPEN = "SELECT count(*)::int AS open FROM attempt WHERE state IN ('started', 'unknown')";

const AGE = `UPDATE attempt SET asked_at = asked_at - interval '61 seconds' WHERE state IN ('started', 'unknown')`;

// Both ways: nothing charged twice, and nothing paid without the provider's books saying so.
const WRONG_CHARGES = `
  SELECT p.id, p.stage, count(s.idempotency_key)::int AS charges
  FROM payment p
  LEFT JOIN attempt a ON a.payment_id = p.id AND a.operation = 'charge'
  LEFT JOIN sandbox_operation s ON s.idempotency_key = a.id AND s.state = 'succeeded' AND s.operation = 'charge'
  GROUP BY p.id HAVING count(s.idempotency_key) <> CASE WHEN p.stage = 'completed' THEN 1 ELSE 0 END`;

// Adjustments never change, so a payment's first one still bears the transaction that recorded it.
const SHARED_TRANSACTIONS = `
  SELECT coalesce(sum(payments), 0)::int AS together
  FROM (
    SELECT count(*) AS payments
    FROM adjustment a JOIN payment p ON p.id = a.payment_id
    WHERE a.sequence = 1 AND p.idempotency_key = ANY ($1)
    GROUP BY a.xmin HAVING count(*) > 1
  ) AS shared`;

async function sharedTransactions(seen: readonly Seen[]): Promise<number> {
  const keys = seen.map(({ key }) => key);
  const [row] = await runUnprepared<{ together: number }>(SHARED_TRANSACTIONS, [keys]);
  return row?.together ?? 0;
}

async function wrongCharges(): Promise<string[]> {
  const rows = await runUnprepared<{ id: string; stage: string; charges: number }>(WRONG_CHARGES, []);
  return rows.map(({ id, stage, charges }) => `${id} is ${stage} and was charged ${charges} times`);
}

async function brokenInvariants(): Promise<string[]> {
  const violations = await findViolations();
  const told = violations.slice(0, FAULTS_TOLD_MAX).map(({ invariant, id }) => `${id} breaks: ${invariant}`);
  const untold = violations.length - told.length;
  return untold > 0 ? [...told, `and ${untold} more`] : told;
}
