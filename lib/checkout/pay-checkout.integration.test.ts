import { afterEach, describe, expect, it } from "vitest";
import { contextOf, problemIn } from "@/lib/auth/testing/contexts";
import { takeInEvents } from "@/lib/connections/events/take-in-events";
import { EVENT_DELAY_MS } from "@/lib/connectors/sandbox/books";
import { RESPOND_WITHIN_MS } from "@/lib/connectors/sandbox/events";
import { pool } from "@/lib/db/pool";
import { newId } from "@/lib/ids";
import { findViolations } from "@/lib/invariants/find-violations";
import { resolveAttempts } from "@/lib/jobs/resolve-attempts";
import { refundPayment } from "@/lib/kinds/refund-payment";
import { jobContext } from "@/lib/verb/context";
import { answerChallenge } from "./answer-challenge";
import { CARD_ATTEMPTS_MAX, LOCK_MS } from "./checkout-link";
import { getCheckoutPage } from "./get-checkout-page";
import { payCheckout } from "./pay-checkout";
import { aLink, cardOf, customerOf } from "./testing";

afterEach(async () => {
  expect(await findViolations()).toEqual([]);
});

const operator = contextOf("operator");

async function booked(paymentId: string): Promise<number> {
  const { rows } = await pool().query<{ count: number }>(
    `SELECT count(*)::int AS count FROM sandbox_operation s JOIN attempt a ON a.id = s.idempotency_key
     WHERE a.payment_id = $1 AND s.operation = 'charge' AND s.state = 'succeeded'`,
    [paymentId],
  );
  return rows[0]?.count ?? 0;
}

async function pay(link: Awaited<ReturnType<typeof aLink>>, token: string, now = new Date()) {
  const method = { type: "card", card: cardOf(token), saveMethod: true } as const;
  return payCheckout({ ctx: customerOf(link.id, now), input: { token: link.token, method } });
}

describe("paying", () => {
  it("survives a decline, then is paid, and keeps both in the history", async () => {
    const link = await aLink();
    expect(await pay(link, "sbx_generic_decline")).toEqual({
      outcome: "declined",
      declineCode: "generic_decline",
    });
    expect((await getCheckoutPage({ token: link.token, now: new Date() }))?.state).toBe("open");
    expect(await pay(link, "sbx_success")).toEqual({ outcome: "succeeded" });
    const { rows } = await pool().query(
      "SELECT status, failure_code, actor_type FROM adjustment WHERE payment_id = $1 ORDER BY sequence",
      [link.id],
    );
    expect(
      rows.map((row) => `${row.status} ${row.failure_code ?? ""} ${row.actor_type}`.replace("  ", " ")),
    ).toEqual([
      "pending user",
      "processing customer",
      "pending generic_decline customer",
      "processing customer",
      "succeeded customer",
    ]);
  });

  it("charges once when fifty tabs submit at once, and tells the others", async () => {
    const link = await aLink();
    const results = await Promise.all(Array.from({ length: 50 }, () => pay(link, "sbx_success")));
    const outcomes = new Set(results.map(({ outcome }) => outcome));
    expect(results.filter(({ outcome }) => outcome === "succeeded")).toHaveLength(1);
    expect([...outcomes].every((each) => ["succeeded", "processing", "closed"].includes(each))).toBe(true);
    expect(await booked(link.id)).toBe(1);
    expect(await pay(link, "sbx_success")).toEqual({ outcome: "closed", state: "completed" });
  });

  it("locks a link for an hour after ten declines, then lets ten more", async () => {
    const link = await aLink();
    const now = new Date();
    for (let tries = 1; tries < CARD_ATTEMPTS_MAX; tries++) await pay(link, "sbx_insufficient_funds", now);
    const until = new Date(now.getTime() + LOCK_MS);
    expect(await pay(link, "sbx_insufficient_funds", now)).toEqual({ outcome: "locked", until });
    expect(await pay(link, "sbx_success", new Date(until.getTime() - 1))).toEqual({
      outcome: "locked",
      until,
    });
    expect(await pay(link, "sbx_insufficient_funds", until)).toMatchObject({ outcome: "declined" });
    expect((await getCheckoutPage({ token: link.token, now: until }))?.attemptsLeft).toBe(
      CARD_ATTEMPTS_MAX - 1,
    );
    expect(await pay(link, "sbx_success", until)).toEqual({ outcome: "succeeded" });
  });

  it("never charges a link past its time", async () => {
    const link = await aLink({ expiresIn: 60_000 });
    expect(await pay(link, "sbx_success", new Date(Date.now() + 61_000))).toEqual({
      outcome: "closed",
      state: "expired",
    });
    expect(await booked(link.id)).toBe(0);
  });

  it("is refused to the holder of another link", async () => {
    const [mine, other] = [await aLink(), await aLink()];
    const method = { type: "card", card: cardOf("sbx_success"), saveMethod: false } as const;
    const refused = payCheckout({ ctx: customerOf(mine.id), input: { token: other.token, method } });
    expect(await problemIn(refused)).toMatchObject({ code: "not_found" });
  });

  it.each(["nothing", "a\0b", "a\ud800b"])("opens nothing for the token %j", async (token) => {
    expect(await getCheckoutPage({ token, now: new Date() })).toBeNull();
    const method = { type: "card", card: cardOf("sbx_success"), saveMethod: false } as const;
    const refused = payCheckout({ ctx: customerOf(newId()), input: { token, method } });
    expect(await problemIn(refused)).toMatchObject({ code: "not_found" });
  });
});

describe("3-D Secure", () => {
  async function challenged(token: string) {
    const link = await aLink();
    const result = await pay(link, token);
    if (result.outcome !== "requires_action") throw new Error("no challenge");
    const answer = (how: "approve" | "fail" | "leave") =>
      answerChallenge({
        ctx: customerOf(link.id),
        input: { token: link.token, attemptId: result.attemptId, result: how },
      });
    return { link, answer };
  }

  it("pays when approved, whatever else is clicked at the same time", async () => {
    const { link, answer } = await challenged("sbx_challenge");
    const results = await Promise.all([answer("approve"), answer("approve"), answer("approve")]);
    expect(results).toEqual(Array(3).fill({ outcome: "succeeded" }));
    expect(await booked(link.id)).toBe(1);
  });

  it.each([
    ["sbx_challenge", "fail", "authentication_failed"],
    ["sbx_challenge", "leave", "authentication_abandoned"],
    ["sbx_challenge_then_declines", "approve", "generic_decline"],
  ] as const)("%s, %s: declines with %s and can be tried again", async (token, how, declineCode) => {
    const { link, answer } = await challenged(token);
    expect(await answer(how)).toEqual({ outcome: "declined", declineCode });
    expect(await pay(link, "sbx_success")).toEqual({ outcome: "succeeded" });
  });

  it("comes to one end when approve and fail are clicked at once", async () => {
    const { link, answer } = await challenged("sbx_challenge");
    const results = await Promise.all([answer("approve"), answer("fail"), answer("leave")]);
    expect(new Set(results.map(({ outcome }) => outcome)).size).toBe(1);
    expect(await booked(link.id)).toBe(results[0]?.outcome === "succeeded" ? 1 : 0);
  });

  it("is closed by the job when nobody answers", async () => {
    const { link } = await challenged("sbx_challenge");
    await resolveAttempts({ ctx: jobContext("resolve-attempts", new Date(Date.now() + 3_600_000), newId()) });
    expect((await getCheckoutPage({ token: link.token, now: new Date() }))?.state).toBe("open");
  });
});

describe("saved cards and what follows a charge", () => {
  it("pays the first time with a card that fails later, and fails when the saved card is charged", async () => {
    const link = await aLink({ withCustomer: true });
    expect(await pay(link, "sbx_saves_then_declines")).toEqual({ outcome: "succeeded" });
    const again = await aLink({ customerId: link.customerId ?? "", merchantId: link.merchantId });
    const [saved] = (await getCheckoutPage({ token: again.token, now: new Date() }))?.savedMethods ?? [];
    const result = await payCheckout({
      ctx: customerOf(again.id),
      input: { token: again.token, method: { type: "saved", savedMethodId: saved?.id ?? "" } },
    });
    expect(result).toMatchObject({ outcome: "declined" });
  });

  it("takes in a dispute once, however many jobs run", async () => {
    const link = await aLink();
    await pay(link, "sbx_disputed");
    const job = jobContext("provider-events", new Date(Date.now() + EVENT_DELAY_MS + 1_000), newId());
    await Promise.all([takeInEvents({ ctx: job }), takeInEvents({ ctx: job })]);
    const { rows } = await pool().query(
      `SELECT a.respond_by, p.respond_by AS first, e.due_at FROM adjustment a JOIN payment p ON p.id = a.payment_id
       JOIN sandbox_event e ON e.operation_key = a.attempt_id WHERE a.payment_id = $1 AND a.status = 'dispute'`,
      [link.id],
    );
    const respondBy = new Date(rows[0]?.due_at.getTime() + RESPOND_WITHIN_MS);
    expect(rows).toMatchObject([{ respond_by: respondBy, first: respondBy }]);
  });
});

describe("refunds", () => {
  const refund = (id: string, amountMinor: bigint, idempotencyKey: string = newId()) =>
    refundPayment({ ctx: operator, input: { id, amountMinor, idempotencyKey } });

  it("refunds part, then the rest, and never more", async () => {
    const link = await aLink({ amount: 4900n });
    await pay(link, "sbx_success");
    expect((await refund(link.id, 1900n)).payment).toMatchObject({ status: "refunded", amountMinor: 3000n });
    expect(await problemIn(refund(link.id, 3001n))).toEqual({
      code: "amount_exceeds_remaining",
      remainingMinor: 3000n,
      currency: "EUR",
      precision: 2,
    });
    expect((await refund(link.id, 3000n)).payment.amountMinor).toBe(0n);
    expect(await problemIn(refund(link.id, 1n))).toMatchObject({ code: "illegal_transition" });
  });

  it("never gives back more than there is when fifty refunds come at once", async () => {
    const link = await aLink({ amount: 1000n });
    await pay(link, "sbx_success");
    const results = await Promise.allSettled(Array.from({ length: 50 }, () => refund(link.id, 300n)));
    expect(results.filter(({ status }) => status === "fulfilled")).toHaveLength(3);
  });

  it("refunds once for one key, replayed or at once, and refuses the key on another payment", async () => {
    const [link, other] = [await aLink({ amount: 1000n }), await aLink({ amount: 1000n })];
    await pay(link, "sbx_success");
    await pay(other, "sbx_success");
    const key = newId();
    const results = await Promise.all([refund(link.id, 400n, key), refund(link.id, 400n, key)]);
    expect(results.map(({ outcome }) => outcome).sort()).toEqual(["refunded", "replayed"]);
    expect((await refund(link.id, 400n, key)).payment.amountMinor).toBe(600n);
    const sameMerchant = await problemIn(refund(other.id, 400n, key)).catch(() => null);
    expect(sameMerchant?.code ?? "other merchant").toMatch(/conflict|other merchant/);
  });

  it("refuses a viewer, an unpaid payment and nothing at all", async () => {
    const link = await aLink();
    expect(await problemIn(refund(link.id, 1n))).toMatchObject({ code: "illegal_transition" });
    await pay(link, "sbx_success");
    expect(await problemIn(refund(link.id, 0n))).toMatchObject({ code: "invalid" });
    const asViewer = refundPayment({
      ctx: contextOf("viewer"),
      input: { id: link.id, amountMinor: 1n, idempotencyKey: "k" },
    });
    expect(await problemIn(asViewer)).toEqual({ code: "forbidden", permission: "payments:refund" });
  });

  it("gives the money back to the payment when a refund fails afterwards", async () => {
    const link = await aLink({ amount: 1000n });
    await pay(link, "sbx_refund_fails");
    await refund(link.id, 400n);
    await takeInEvents({ ctx: jobContext("provider-events", new Date(Date.now() + 60_000), newId()) });
    const { rows } = await pool().query("SELECT status, amount_minor FROM payment WHERE id = $1", [link.id]);
    expect(rows[0]).toMatchObject({ status: "refund_reversed", amount_minor: "1000" });
  });
});
