import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { contextOf } from "@/lib/auth/testing/contexts";
import { applyEvents } from "@/lib/connections/events/apply-events";
import { storeEvents } from "@/lib/connections/events/store-events";
import { sequences } from "@/lib/connectors/testing/sequences";
import { pool } from "@/lib/db/pool";
import { newId } from "@/lib/ids";
import { findViolations } from "@/lib/invariants/find-violations";
import { resolveAttempts } from "@/lib/jobs/resolve-attempts";
import { refundPayment } from "@/lib/kinds/refund-payment";
import { attemptsOf } from "@/lib/payments/attempt";
import { AMOUNT, age, allTold, back, booksOf, job, type Link, open, twoProviders } from "./testing";

const { runs, seed, timeoutMs } = sequences(60);
const { first, ids, link, pagesOf } = twoProviders();

type Step =
  | { does: "open" | "pay" | "return" | "leave" | "job" | "tell" | "lose_answer" | "bounce" }
  | { does: "refund" | "refund_there"; percent: number }
  | { does: "dispute"; state: "open" | "won" | "lost" };

const step: fc.Arbitrary<Step> = fc.oneof(
  fc
    .constantFrom("open", "pay", "return", "leave", "job", "tell", "lose_answer", "bounce")
    .map((does) => ({ does }) as Step),
  fc.record({
    does: fc.constantFrom("refund" as const, "refund_there" as const),
    percent: fc.integer({ min: 1, max: 100 }),
  }),
  fc.record({ does: fc.constant("dispute" as const), state: fc.constantFrom("open", "won", "lost") }),
);

async function perform(made: Link, each: Step): Promise<void> {
  const pages = await pagesOf(made.id);
  const page = pages.at(-1);
  const part = (percent: number) => (AMOUNT * BigInt(percent)) / 100n || 1n;
  switch (each.does) {
    case "open":
      await open(made);
      return;
    case "pay":
      if (page) first.pay(page);
      return;
    case "return":
      await back(made);
      return;
    case "leave":
      await age(made.id, { startedMinutes: 31 });
      await resolveAttempts({ ctx: job() });
      return;
    case "job":
      await allTold();
      return;
    case "tell": {
      // Any of what was ever told, again and out of order; the rest is lost until the provider is asked.
      const some = first.events
        .slice(-6)
        .reverse()
        .filter((_, at) => at % 2 === 0);
      await storeEvents(ids.first, some, "message");
      await applyEvents({ ctx: job() });
      return;
    }
    case "lose_answer":
      first.loses = first.events.length % 2 === 0 ? "before" : "after";
      return;
    case "bounce": {
      const refund = first.refunds.findLast(({ page: of }) => of === page);
      if (refund) first.bounce(refund);
      return;
    }
    case "refund":
      await refundPayment({
        ctx: contextOf("operator"),
        input: { id: made.id, amountMinor: part(each.percent), idempotencyKey: newId() },
      }).catch(() => {});
      return;
    case "refund_there":
      // Nobody gives the same money back twice at once: what we asked for comes first.
      if (page && (await pendingRefunds(made.id)) === 0) {
        await allTold();
        first.refundThere(page, part(each.percent));
        await allTold();
      }
      return;
    case "dispute":
      if (page) first.dispute(page, each.state);
  }
}

async function pendingRefunds(id: string): Promise<number> {
  return (await attemptsOf(id)).filter(
    ({ operation, state }) => operation === "refund" && state !== "succeeded" && state !== "failed",
  ).length;
}

/** Lets everything that is under way end: lost answers are looked up, pages left are closed, all events are taken in. */
async function settle(made: Link): Promise<void> {
  first.loses = null;
  for (let round = 0; round < 3; round++) {
    await age(made.id, { startedMinutes: 40, askedMinutes: 20 });
    await resolveAttempts({ ctx: job() });
    await allTold();
  }
}

describe("whatever happens, in whatever order it is told", () => {
  it(
    `ends in the provider's own books (seed ${seed})`,
    async () => {
      await fc.assert(
        fc.asyncProperty(fc.array(step, { minLength: 3, maxLength: 14 }), async (steps) => {
          first.loses = null;
          const made = await link();
          await open(made);
          for (const each of steps) await perform(made, each);
          await settle(made);
          const pages = await pagesOf(made.id);
          const paid = pages.filter(({ state }) => state === "paid");
          expect(paid.length).toBeLessThanOrEqual(1);
          const books = await booksOf(made.id);
          const [page] = paid;
          if (!page) {
            expect(books).toMatchObject({ collected: "0", refunded: "0", stage: "pending" });
            return;
          }
          expect(books.stage).toBe("completed");
          expect(BigInt(books.refunded)).toBe(first.refundedMinor(page));
          const { rows } = await pool().query(
            "SELECT status FROM adjustment WHERE payment_id = $1 AND status LIKE 'dispute%' ORDER BY sequence",
            [made.id],
          );
          const told =
            page.dispute === null ? [] : ["open", ...(page.dispute === "open" ? [] : [page.dispute])];
          expect(rows.map(({ status }) => status)).toEqual(
            told.map((state) => (state === "open" ? "dispute" : `dispute_${state}`)),
          );
          const { rows: stuck } = await pool().query(
            "SELECT type, problem FROM provider_event WHERE state NOT IN ('applied', 'ignored') AND connection_id = $1",
            [ids.first],
          );
          expect(stuck).toEqual([]);
        }),
        { numRuns: runs, seed },
      );
      expect(await findViolations()).toEqual([]);
    },
    timeoutMs,
  );
});
