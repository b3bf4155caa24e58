import { describe, expect, it } from "vitest";
import { aKey } from "@/lib/checkout/testing";
import { newId } from "@/lib/ids";
import { collectDuePayments } from "./collection/collect-due";
import { collectPayment } from "./collection/collect-payment";
import { anInsurer, ask, type Insurer, jobAt, type WireBody } from "./testing";

// A Monday and the Tuesday after it; the day after both.
const MONDAY = "2099-06-01T00:00:00.000Z";
const TUESDAY = "2099-06-02T00:00:00.000Z";
const AFTER = new Date("2099-06-03T00:00:00.000Z");

const said = ({ body }: { body: WireBody }) => body.error?.errors.map(({ message }) => message);
const list = ({ body }: { body: unknown }) => body as WireBody[];

const REQUEST = { amount: 10_000, description: "Missed premium for May", payment_date: MONDAY };
const request = ({ key, policyId, methodId }: Insurer, more: object = {}, query = "") =>
  ask(key, "POST", `/policies/${policyId}/payments/request-collection${query}`, {
    ...REQUEST,
    payment_method_id: methodId,
    ...more,
  });

const EFT = {
  amount: 35_000,
  description: "Missed premium for March",
  payment_date: "2026-03-01",
  proof_of_payment: {
    file_name: "p.txt",
    file_type: "text/plain",
    description: "Proof",
    file_base64: "UGFpZA==",
  },
};
const allocate = ({ key, policyId, methodId }: Insurer, more: object = {}, query = "") =>
  ask(key, "POST", `/policies/${policyId}/payments/allocate-eft${query}`, {
    ...EFT,
    payment_method_id: methodId,
    ...more,
  });

describe("a collection by request", () => {
  it("can be on the days that are listed, and on no other", async () => {
    const insurer = await anInsurer();
    const path = `/policies/${insurer.policyId}/collection-requests/payment-dates`;
    const { body } = await ask(insurer.key, "GET", `${path}?from=2099-05-30&to=2099-06-02`);
    expect(body).toEqual([MONDAY, TUESDAY]);
    for (const payment_date of ["2099-05-30", new Date().toISOString(), "2020-07-16"])
      expect(said(await request(insurer, { payment_date }))).toEqual([
        '"payment_date" must be a working day after today, as collection-requests/payment-dates lists them',
      ]);
    expect(said(await ask(insurer.key, "GET", path))).toEqual(['"from" is required', '"to" is required']);
    expect(said(await ask(insurer.key, "GET", `${path}?from=2099-06-02&to=2099-06-01`))).toEqual([
      '"to" must not be before "from"',
    ]);
  });

  it("is a premium like any other: it waits, is collected once on its day, and is judged", async () => {
    const insurer = await anInsurer({
      billing: { minimumPaymentAmount: { enabled: true, amountInCents: 500 } },
    });
    const { body } = await request(insurer);
    expect(body).toMatchObject({
      status: "pending",
      payment_type: "premium",
      premium_type: "collection_request",
      collection_type: "debit_order_two_day",
      payment_date: MONDAY,
      action_date: MONDAY,
    });
    await Promise.all([1, 2].map(() => collectDuePayments({ ctx: jobAt(AFTER) })));
    expect(await insurer.payments()).toMatchObject([{ payment_id: body.payment_id, status: "successful" }]);
    expect(said(await request(insurer, { amount: 499 }))?.[0]).toContain('"amount" must be at least 500');
    expect(said(await request(insurer, { payment_method_id: newId() }))?.[0]).toContain(
      '"payment_method_id"',
    );
    await ask(insurer.key, "POST", `/policies/${insurer.policyId}/cancel`, {});
    expect(said(await request(insurer))?.[0]).toContain("the policy is cancelled");
  });

  it("from a blocked method is the failed record, and from an eft none", async () => {
    const insurer = await anInsurer();
    const block = { banv_status: "blocked", blocked_reason: "Stopped" };
    await ask(insurer.key, "PATCH", `/payment-methods/${insurer.methodId}/verification-status`, block);
    expect((await request(insurer)).body).toMatchObject({ status: "failed", failure_action: "block_retry" });
    const { body: eft } = await ask(
      insurer.key,
      "POST",
      `/policyholders/${insurer.holderId}/payment-methods`,
      {
        type: "eft",
      },
    );
    expect(said(await request(insurer, { payment_method_id: eft.payment_method_id }))).toEqual([
      '"payment_method_id" must be one that can be collected from, which an eft is not',
    ]);
  });

  it("is recorded once by its key: replayed, by a twin, and after a lost answer", async () => {
    const insurer = await anInsurer();
    await onceByKey(insurer, (query) => request(insurer, {}, query));
    expect((await request(insurer, { amount: 1 }, "?idempotency_key=k1")).status).toBe(409);
  });
});

describe("money that came by EFT", () => {
  it("is a successful premium with its proof", async () => {
    const insurer = await anInsurer();
    const { body } = await allocate(insurer);
    expect(body).toMatchObject({
      status: "successful",
      premium_type: "manual_eft",
      collection_type: "other",
    });
    const proof = await ask(insurer.key, "GET", `/payments/${body.payment_id}/proof-of-payment`);
    expect(proof.body).toEqual(EFT.proof_of_payment);
    const { body: other } = await insurer.pay("pending");
    expect((await ask(insurer.key, "GET", `/payments/${other.payment_id}/proof-of-payment`)).status).toBe(
      404,
    );
    const stranger = await anInsurer();
    const path = `/payments/${body.payment_id}/proof-of-payment`;
    expect((await ask(stranger.key, "GET", path)).status).toBe(404);
  });

  it("is refused with every field that is wrong, and in the future", async () => {
    const insurer = await anInsurer();
    const proof = { ...EFT.proof_of_payment, file_base64: "not base64!", file_type: "text" };
    expect(said(await allocate(insurer, { amount: 0, proof_of_payment: proof }))).toEqual([
      '"amount" must be greater than 0',
      '"proof_of_payment.file_base64" must be base64',
      '"proof_of_payment.file_type" must be a media type, such as application/pdf',
    ]);
    expect(said(await allocate(insurer, { payment_date: MONDAY }))).toEqual([
      '"payment_date" must not be after now: the money has arrived',
    ]);
    expect(await insurer.payments()).toEqual([]);
  });

  it("is recorded once by its key: replayed, by a twin, and after a lost answer", async () => {
    const insurer = await anInsurer();
    await onceByKey(insurer, (query) => allocate(insurer, {}, query));
  });
});

describe("a scheduled payment", () => {
  it("is listed with its version, moved to another day, and collected on that day and not before", async () => {
    const insurer = await anInsurer();
    const { body: payment } = await insurer.pay("pending", { billing_date: "2026-03-02" });
    const [listed] = list(await ask(insurer.key, "GET", "/scheduled-payments"));
    expect(listed).toMatchObject({ scheduled_payment_id: payment.payment_id, version: 1 });
    const moved = await move(insurer, payment, { scheduled_for: TUESDAY, version: 1, reason: "Paid late" });
    expect(moved.body).toEqual({ scheduled_payment_id: payment.payment_id });
    expect(
      list(await ask(insurer.key, "GET", `/scheduled-payments?policy_id=${insurer.policyId}`)),
    ).toMatchObject([{ scheduled_for: TUESDAY, version: 2 }]);
    expect(await insurer.payments()).toMatchObject([
      { status: "pending", payment_date: TUESDAY, billing_date: TUESDAY, action_date: TUESDAY },
    ]);
    await collectDuePayments({ ctx: jobAt(new Date(MONDAY)) });
    // It was found when it was due, and is moved before it is locked.
    const late = { ctx: jobAt(new Date(MONDAY)), paymentId: payment.payment_id ?? "", onlyDue: true };
    expect(await collectPayment(late)).toBe("waits");
    await collectDuePayments({ ctx: jobAt(AFTER) });
    expect(await insurer.payments()).toMatchObject([{ status: "successful" }]);
    expect(list(await ask(insurer.key, "GET", "/scheduled-payments"))).toEqual([]);
  });

  it("is moved once of two who saw the same, and by nobody who saw an older day", async () => {
    const insurer = await anInsurer();
    const { body: payment } = await insurer.pay("pending");
    const twins = await Promise.all(
      [MONDAY, TUESDAY].map((scheduled_for) => move(insurer, payment, { scheduled_for, version: 1 })),
    );
    expect(twins.map(({ status }) => status).sort()).toEqual([200, 409]);
    const stale = await move(insurer, payment, { scheduled_for: MONDAY, version: 1 });
    expect([stale.status, stale.body.error?.type]).toEqual([409, "conflict_error"]);
    expect(said(await move(insurer, payment, { scheduled_for: "2026-01-01", version: 2 }))).toEqual([
      '"scheduled_for" must not be before today',
    ]);
  });

  it("is answered the same again by its key after a lost answer, and moved no further", async () => {
    const insurer = await anInsurer();
    const { body: payment } = await insurer.pay("pending");
    const asked = { scheduled_for: MONDAY, version: 1 };
    const answers = [
      await move(insurer, payment, asked, "?idempotency_key=m"),
      await move(insurer, payment, asked, "?idempotency_key=m"),
    ];
    expect(answers.map(({ status, text }) => [status, text])).toEqual(Array(2).fill([200, answers[0]?.text]));
    expect(list(await ask(insurer.key, "GET", "/scheduled-payments"))).toMatchObject([{ version: 2 }]);
  });

  it("is unscheduled for good, once, unless it is being collected", async () => {
    const insurer = await anInsurer();
    const { body: payment } = await insurer.pay("pending");
    const unscheduled = (version: number) =>
      ask(insurer.key, "POST", `/scheduled-payments/${payment.payment_id}/unschedule`, {
        reason: "policy_cancelled",
        version,
      });
    expect((await unscheduled(2)).status).toBe(409);
    const twins = await Promise.all([unscheduled(1), unscheduled(1)]);
    expect(twins.map(({ status }) => status).sort()).toEqual([200, 409]);
    await collectDuePayments({ ctx: jobAt(AFTER) });
    expect(await insurer.payments()).toMatchObject([{ status: "cancelled" }]);
    expect((await move(insurer, payment, { scheduled_for: MONDAY, version: 1 })).status).toBe(409);
    const { body: paid } = await insurer.pay("successful");
    expect((await move(insurer, paid, { scheduled_for: MONDAY, version: 1 })).status).toBe(409);
  });

  it("is nobody's to move who only reads, or who is another organisation", async () => {
    const insurer = await anInsurer();
    const { body: payment } = await insurer.pay("pending");
    const reader = await aKey(insurer.merchantId, ["payments:read"]);
    const asked = { scheduled_for: MONDAY, version: 1 };
    const path = `/scheduled-payments/${payment.payment_id}/reschedule`;
    expect((await ask(reader, "POST", path, asked)).status).toBe(403);
    expect((await ask((await anInsurer()).key, "POST", path, asked)).status).toBe(404);
    for (const name of ["request-collection", "allocate-eft"])
      expect((await ask(reader, "POST", `/policies/${insurer.policyId}/payments/${name}`, {})).status).toBe(
        403,
      );
    expect(await insurer.payments()).toMatchObject([
      { status: "pending", payment_date: "2026-03-01T00:00:00.000Z" },
    ]);
  });
});

describe("the ledger of a policy", () => {
  it("holds what moved, newest first, and what is in after each", async () => {
    const insurer = await anInsurer();
    const path = `/policies/${insurer.policyId}/ledger`;
    const { body: premium } = await insurer.pay("successful");
    await insurer.pay("pending");
    await insurer.pay("failed");
    await ask(insurer.key, "POST", `/payments/${premium.payment_id}/reversal`);
    await insurer.pay("successful", {
      payment_type: "claim_payout",
      premium_type: undefined,
      amount: 500,
      collection_type: "other",
    });
    const answer = await ask(insurer.key, "GET", `${path}?include=balance,payment`);
    expect(list(answer).map(({ amount, balance }) => [amount, balance])).toEqual([
      [-500, -500],
      [-18_000, 0],
      [18_000, 18_000],
    ]);
    expect(answer.headers.get("x-total-count")).toBe("3");
    expect(list(answer)[2]).toMatchObject({
      payment_id: premium.payment_id,
      payment: { payment_id: premium.payment_id },
      description: "March premium",
    });
    const plain = list(await ask(insurer.key, "GET", path));
    expect(plain[0]).not.toHaveProperty("balance");
  });

  it("takes back what a late return had added", async () => {
    const insurer = await anInsurer();
    const soon = new Date().toISOString();
    const { body } = await insurer.pay("successful", { payment_date: soon });
    await insurer.update(body.payment_id, {
      status: "failed",
      failure_reason: "Returned",
      failure_action: "block_retry",
    });
    const answer = await ask(insurer.key, "GET", `/policies/${insurer.policyId}/ledger?include=balance`);
    expect(list(answer).map(({ amount, balance, description }) => [amount, balance, description])).toEqual([
      [-18_000, 0, "Returned: March premium"],
      [18_000, 18_000, "March premium"],
    ]);
  });
});

function move({ key }: Insurer, { payment_id }: WireBody, body: object, query = "") {
  return ask(key, "POST", `/scheduled-payments/${payment_id}/reschedule${query}`, body);
}

type Answer = Awaited<ReturnType<typeof ask>>;

/** Whatever records money by a key records it once: the same bytes again, a twin at once, and another answer to nobody. */
async function onceByKey(insurer: Insurer, call: (query: string) => Promise<Answer>): Promise<void> {
  const first = await call("?idempotency_key=k1");
  const again = await call("?idempotency_key=k1");
  expect([first.status, again.status, again.text]).toEqual([200, 200, first.text]);
  const twins = await Promise.all([1, 2, 3].map(() => call("?idempotency_key=k2")));
  for (const { status } of twins) expect([200, 409]).toContain(status);
  expect((await call("?idempotency_key=k2")).status).toBe(200);
  expect(await insurer.payments()).toHaveLength(2);
}
