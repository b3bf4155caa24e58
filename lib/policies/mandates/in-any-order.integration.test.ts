import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { applyEvents } from "@/lib/connections/events/apply-events";
import { storeEvents } from "@/lib/connections/events/store-events";
import { sequences } from "@/lib/connectors/testing/sequences";
import { pool } from "@/lib/db/pool";
import { findViolations } from "@/lib/invariants/find-violations";
import { resolveAttempts } from "@/lib/jobs/resolve-attempts";
import { collectDuePayments } from "@/lib/policies/collection/collect-due";
import { jobAt } from "@/lib/policies/testing";
import { aDebitProvider, allTold, aPremium, collect, LATER } from "./testing";

const { runs, seed, timeoutMs } = sequences(40);
const { bank, connectionId, agreed } = aDebitProvider("debitsany");
const RETRYING = { retryFailedPayments: { enabled: true, daysBetweenRetries: 5, numberOfRetries: 2 } };
const MUCH_LATER = jobAt(new Date("2033-01-01"));

const STEPS = [
  ...(["collect", "collect", "confirm", "confirm", "refuse", "take_back", "close_account"] as const),
  ...(["tell", "job", "resolve", "lose_answer", "retry_due", "end_agreement"] as const),
] as const;
type Step = (typeof STEPS)[number];

type Agreed = Awaited<ReturnType<typeof agreed>>;

async function perform({ agreement }: Agreed, premium: string, does: Step): Promise<void> {
  const debit = bank.debits.findLast((each) => each.agreement === agreement);
  switch (does) {
    case "collect":
      await collect(premium);
      return;
    case "confirm":
      if (debit) bank.confirm(debit);
      return;
    case "refuse":
      if (debit?.state === "processing") bank.fail(debit, "insufficient_funds");
      return;
    case "take_back":
      if (debit?.state === "succeeded") bank.fail(debit, "debit_returned");
      return;
    case "close_account":
      if (debit?.state === "processing") bank.fail(debit, "account_closed");
      return;
    case "tell": {
      // Any of what was ever told, again and out of order; the rest is lost until the provider is asked.
      const some = bank.events
        .slice(-6)
        .reverse()
        .filter((_, at) => at % 2 === 0);
      await storeEvents(connectionId, some, "message");
      await applyEvents({ ctx: LATER });
      return;
    }
    case "job":
      await allTold();
      return;
    case "resolve":
      await resolve();
      return;
    case "lose_answer":
      bank.loses = bank.events.length % 2 === 0 ? "before" : "after";
      return;
    case "retry_due":
      await collectDuePayments({ ctx: MUCH_LATER });
      return;
    case "end_agreement":
      bank.stands(agreement, "ended");
  }
}

async function resolve(): Promise<void> {
  await pool().query(
    "UPDATE attempt SET asked_at = asked_at - interval '2 minutes' WHERE state IN ('unknown', 'started')",
  );
  await resolveAttempts({ ctx: LATER });
}

describe(`premiums of a provider, seed ${seed}`, () => {
  it(
    "end as the bank's books say, in any order, however often and late it is told",
    async () => {
      await fc.assert(
        fc.asyncProperty(
          fc.array(fc.constantFrom(...STEPS), { minLength: 3, maxLength: 14 }),
          async (steps) => {
            const made = await agreed(RETRYING);
            const premium = await aPremium(made.insurer);
            for (const each of steps) await perform(made, premium, each);
            bank.loses = null;
            await allTold();
            await resolve();
            await allTold();

            const debits = bank.debits.filter(({ agreement }) => agreement === made.agreement);
            const { rows } = await pool().query<{
              id: string;
              status: string;
              collected: string;
              returned: string;
            }>(
              `SELECT t.id, p.status, p.collected_minor AS collected, p.returned_minor AS returned
           FROM attempt t JOIN payment p ON p.id = t.payment_id JOIN policy_payment y ON y.payment_id = p.id
           WHERE y.policy_id = $1 AND t.connection_id = $2`,
              [made.insurer.policyId, connectionId],
            );
            // Every debit is one attempt's, and the payment says of it what the bank does.
            for (const debit of debits) {
              const row = rows.find(({ id }) => id === debit.attemptId);
              expect(row?.status, debit.attemptId).toBe(debit.state);
              const kept = BigInt(row?.collected ?? 0) - BigInt(row?.returned ?? 0);
              expect(kept).toBe(debit.state === "succeeded" ? debit.amountMinor : 0n);
            }
            const open = rows.filter(({ status }) => status !== "succeeded" && status !== "failed");
            expect(open).toHaveLength(debits.filter(({ state }) => state === "processing").length);
            // The same money is held once, whatever was retried.
            expect(debits.filter(({ state }) => state !== "failed").length).toBeLessThanOrEqual(1);
            const { rows: stuck } = await pool().query(
              "SELECT type, problem FROM provider_event WHERE state NOT IN ('applied', 'ignored') AND connection_id = $1",
              [connectionId],
            );
            expect(stuck).toEqual([]);
          },
        ),
        { numRuns: runs, seed },
      );
      expect(await findViolations()).toEqual([]);
    },
    timeoutMs,
  );
});
