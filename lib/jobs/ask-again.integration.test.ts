import { describe, expect, it } from "vitest";
import { contextOf, problemIn } from "@/lib/auth/testing/contexts";
import { open, twoProviders } from "@/lib/checkout/hosted/testing";
import { pool } from "@/lib/db/pool";
import { newId } from "@/lib/ids";
import { refundPayment } from "@/lib/kinds/refund-payment";
import { unansweredAttempts } from "@/lib/kinds/unanswered";
import { attemptsOf } from "@/lib/payments/attempt";
import { parsePaymentSearch } from "@/lib/payments/listing/parse-search";
import { getOverview } from "@/lib/payments/overview";
import { UNKNOWN_PATIENCE_MS } from "@/lib/payments/search";
import { searchPayments } from "@/lib/payments/search-payments";
import { aDebitProvider, aPremium, collect } from "@/lib/policies/mandates/testing";
import { askAgain } from "./ask-again";

const { first, link, paid } = twoProviders();
const { bank, agreed } = aDebitProvider("debitsunanswered");
const operator = () => contextOf("operator");

/** Each kind of thing that is asked of a provider, with the last answer lost and nobody there to ask. */
const LOST: Record<string, () => Promise<string>> = {
  "a charge on a provider’s page": async () => {
    const made = await link();
    first.silent = true;
    first.loses = "after";
    await open(made);
    return made.id;
  },
  "a refund": async () => {
    const { made } = await paid();
    first.silent = true;
    first.loses = "after";
    const input = { id: made.id, amountMinor: 400n, idempotencyKey: newId() };
    await refundPayment({ ctx: operator(), input });
    return made.id;
  },
  "a premium": async () => {
    const paymentId = await aPremium((await agreed()).insurer);
    bank.silent = true;
    bank.loses = "after";
    await collect(paymentId);
    return paymentId;
  },
};

async function begunAgo(paymentId: string, ms: number): Promise<void> {
  await pool().query(
    `UPDATE attempt SET started_at = clock_timestamp() - $2 * interval '1 millisecond'
     WHERE payment_id = $1 AND state = 'unknown'`,
    [paymentId, ms],
  );
}

const unansweredOf = async (paymentId: string) => unansweredAttempts(await attemptsOf(paymentId), new Date());

/** How many the overview counts, and which its list shows. */
async function workItems(): Promise<{ count: number; listed: string[] }> {
  const input = { days: 7, timeZone: "UTC", basis: "event" } as const;
  const { attention } = await getOverview({ ctx: contextOf("admin"), input });
  const { search } = parsePaymentSearch(new URLSearchParams("outcome=unknown"));
  const { rows } = await searchPayments({ ctx: contextOf("admin"), input: { search, timeZone: "UTC" } });
  const count = attention.find(({ reason }) => reason === "unknown_outcome")?.count ?? 0;
  return { count, listed: rows.map(({ id }) => id) };
}

describe.each(Object.entries(LOST))("%s whose outcome stays unknown", (_name, lost) => {
  it("is a person’s after an hour, with what it is known by, and no more once it is known", async () => {
    const paymentId = await lost();
    await begunAgo(paymentId, UNKNOWN_PATIENCE_MS - 60_000);
    expect(await workItems()).toEqual({ count: 0, listed: [] });
    expect(await unansweredOf(paymentId)).toEqual([]);

    // The clocks of the database and of this process may be a moment apart.
    await begunAgo(paymentId, UNKNOWN_PATIENCE_MS + 1_000);
    expect(await workItems()).toEqual({ count: 1, listed: [paymentId] });
    const attempt = (await attemptsOf(paymentId)).find(({ state }) => state === "unknown");
    const attemptId = attempt?.id ?? "";
    const facts = { attemptId, amountMinor: attempt?.amountMinor, live: false, disconnected: false };
    expect(await unansweredOf(paymentId)).toMatchObject([{ ...facts, asks: 1, lastHeard: "timeout" }]);

    expect(await askAgain({ ctx: operator(), input: { attemptId } })).toEqual({ state: "unknown" });
    expect(await unansweredOf(paymentId)).toMatchObject([{ ...facts, asks: 2, lastHeard: "nobody answers" }]);

    first.silent = false;
    bank.silent = false;
    const answered = await askAgain({ ctx: operator(), input: { attemptId } });
    expect(answered.state).not.toBe("unknown");
    expect(await unansweredOf(paymentId)).toEqual([]);
    expect(await workItems()).toEqual({ count: 0, listed: [] });
    // It has an outcome: asked once more, that is told.
    const state = answered.state === "succeeded" ? "succeeded" : null;
    if (state) expect(await askAgain({ ctx: operator(), input: { attemptId } })).toEqual({ state });
  });
});

describe("asking again", () => {
  it("is refused to a viewer, and of an attempt that is not there or of another merchant’s", async () => {
    const paymentId = await (LOST["a charge on a provider’s page"] ?? (async () => ""))();
    const [attempt] = await attemptsOf(paymentId);
    const input = { attemptId: attempt?.id ?? "" };
    expect(await problemIn(askAgain({ ctx: contextOf("viewer"), input }))).toMatchObject({
      code: "forbidden",
    });
    expect(await problemIn(askAgain({ ctx: operator(), input: { attemptId: newId() } }))).toMatchObject({
      code: "not_found",
    });
    const key = {
      type: "apiKey",
      id: newId(),
      label: "k",
      scopes: ["payments:write"],
      merchantId: newId(),
    } as const;
    expect(await problemIn(askAgain({ ctx: { ...operator(), actor: key }, input }))).toMatchObject({
      code: "not_found",
    });
    first.silent = false;
    await askAgain({ ctx: operator(), input });
  });
});
