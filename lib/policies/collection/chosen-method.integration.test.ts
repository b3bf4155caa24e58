import { describe, expect, it } from "vitest";
import { runUnprepared } from "@/lib/db/sql";
import { paymentChain } from "@/lib/policies/collection/payment-chain";
import { anInsurer, ask, contextOf, type Insurer, jobAt, type WireBody } from "@/lib/policies/testing";
import { messageFault } from "@/lib/webhooks/event-schemas";
import { collectDuePayments } from "./collect-due";
import { collectPayment } from "./collect-payment";
import { retryVerdict } from "./retry-verdict";
import { retryAsListed } from "./testing-retries";

const LATER = jobAt(new Date("2030-01-01"));
const RETRYING = { retryFailedPayments: { enabled: true, daysBetweenRetries: 5, numberOfRetries: 3 } };
const ALLOWED = { failure_reason: "No funds", failure_action: "allow_retry" };
const operator = contextOf("operator");

async function anotherMethod({ key, holderId }: Insurer, body: Record<string, unknown>): Promise<string> {
  const path = `/policyholders/${holderId}/payment-methods`;
  const { status, body: method } = await ask(key, "POST", path, body);
  expect(status).toBe(200);
  return String(method.payment_method_id);
}

const aCard = (insurer: Insurer) =>
  anotherMethod(insurer, { type: "card", card_details: { registration_id: "reg-1", last_4_digits: "4242" } });

function choose({ key, policyId }: Insurer, methodId: string) {
  return ask(key, "PUT", `/policies/${policyId}/payment-method`, { payment_method_id: methodId });
}

async function latest(insurer: Insurer): Promise<WireBody> {
  return (await insurer.payments())[0] ?? {};
}

async function lineOf(table: "audit_entry" | "outbox", column: "action" | "type", id: string | undefined) {
  const of = table === "outbox" ? "payment_id::text" : "object_id";
  return runUnprepared<{ data: Record<string, unknown>; type: string }>(
    `SELECT ${column} AS type, data FROM ${table} WHERE ${of} = $1 AND ${column} = 'payment.method_changed'`,
    [id],
  );
}

describe("a policy that is given another payment method", () => {
  it("has what waits to be collected again collected by it, in a way that suits it, and the payment says so", async () => {
    const insurer = await anInsurer({ billing: RETRYING, bank: { account_number: "62009990001" } });
    await choose(insurer, insurer.methodId);
    const { body: failed } = await insurer.pay("failed", { failure_action: "allow_retry" });
    const cardId = await aCard(insurer);
    expect((await choose(insurer, cardId)).body).toMatchObject({ payment_method_id: cardId });
    const waiting = await latest(insurer);
    expect(waiting).toMatchObject({
      ...{ status: "pending", retry_of: failed.payment_id, amount: 18_000, description: "March premium" },
      ...{ payment_method_id: cardId, collection_type: "card" },
    });
    expect((await insurer.payments())[1]).toMatchObject({ payment_method_id: insurer.methodId });
    const changed = { from: insurer.methodId, to: cardId, collectionType: "card" };
    expect(await lineOf("audit_entry", "action", waiting.payment_id)).toMatchObject([
      { data: { ...changed, fromName: "Debit order ending 0001", toName: "Card ending 4242" } },
    ]);
    const [event] = await lineOf("outbox", "type", waiting.payment_id);
    expect(event?.data).toMatchObject(changed);
    await collectDuePayments({ ctx: LATER });
    expect(await latest(insurer)).toMatchObject({ status: "successful", payment_method_id: cardId });
  });

  it("has what was under way left where it is, and what follows from its failure planned on the new one", async () => {
    const insurer = await anInsurer({ billing: RETRYING });
    await choose(insurer, insurer.methodId);
    const { body: sent } = await insurer.pay("processing");
    const cardId = await aCard(insurer);
    await choose(insurer, cardId);
    expect(await latest(insurer)).toMatchObject({ payment_method_id: insurer.methodId });
    await insurer.update(sent.payment_id, { status: "failed", ...ALLOWED });
    expect(await latest(insurer)).toMatchObject({
      ...{ status: "pending", retry_number: 1, payment_method_id: cardId, collection_type: "card" },
    });
  });

  it("can be tried again by hand though the old account is closed", async () => {
    const insurer = await anInsurer({ billing: RETRYING, bank: { account_number: "62009990002" } });
    const { body } = await insurer.pay("pending");
    const originalId = body.payment_id ?? "";
    await collectPayment({ ctx: LATER, paymentId: originalId });
    const verdict = async () => {
      const chain = await paymentChain({ ctx: operator, input: { paymentId: originalId } });
      return chain?.retry && retryVerdict(chain.retry);
    };
    expect(await verdict()).toMatchObject({ allowed: false });
    const cardId = await aCard(insurer);
    await choose(insurer, cardId);
    expect(await verdict()).toMatchObject({ allowed: true });
    expect((await retryAsListed(operator, originalId)).outcome).toBe("successful");
    const retries = (await insurer.payments()).filter(({ retry_of }) => retry_of === originalId);
    expect(retries).toMatchObject([{ payment_method_id: cardId, collection_type: "card" }]);
  });

  it("is not tried again by hand by a method that is blocked, though that of the last attempt is not", async () => {
    const insurer = await anInsurer();
    const { body } = await insurer.pay("failed");
    const cardId = await aCard(insurer);
    const block = { banv_status: "blocked", blocked_reason: "Stolen" };
    await ask(insurer.key, "PATCH", `/payment-methods/${cardId}/verification-status`, block);
    await choose(insurer, cardId);
    await expect(retryAsListed(operator, body.payment_id ?? "")).rejects.toMatchObject({
      problem: { message: "The payment method is blocked (Stolen). Unblock it first." },
    });
  });

  it("leaves a retry that names another method, until a method is chosen again", async () => {
    const insurer = await anInsurer();
    const { body: failed } = await insurer.pay("failed");
    const [first, second] = [await aCard(insurer), await aCard(insurer)];
    await choose(insurer, first);
    const named = { retry_of: failed.payment_id, amount: undefined, description: undefined };
    await insurer.pay("pending", named);
    expect(await latest(insurer)).toMatchObject({ payment_method_id: insurer.methodId });
    await choose(insurer, second);
    expect(await latest(insurer)).toMatchObject({ payment_method_id: second, collection_type: "card" });
    await choose(insurer, insurer.methodId);
    expect(await latest(insurer)).toMatchObject({
      ...{ payment_method_id: insurer.methodId, collection_type: "debit_order_two_day" },
    });
  });

  it("leaves premiums that are no retry, and retries that others collect, by the method they name", async () => {
    const insurer = await anInsurer();
    const { body: failed } = await insurer.pay("failed", { collection_type: "other" });
    await insurer.pay("pending", {
      ...{ retry_of: failed.payment_id, collection_type: "other", amount: undefined, description: undefined },
    });
    await insurer.pay("pending");
    await choose(insurer, await aCard(insurer));
    for (const payment of await insurer.payments())
      expect(payment).toMatchObject({ payment_method_id: insurer.methodId });
  });

  it("has no retry left on the old method, whichever came first of a failure and the choice", async () => {
    const insurer = await anInsurer({ billing: { ...RETRYING, consecutiveFailedPaymentsAllowed: 100 } });
    await choose(insurer, insurer.methodId);
    const sent = await Promise.all(Array.from({ length: 6 }, () => insurer.pay("processing")));
    const cards = [await aCard(insurer), await aCard(insurer)];
    await Promise.all([
      ...sent.map(({ body }) => insurer.update(body.payment_id, { status: "failed", ...ALLOWED })),
      ...cards.map((id) => choose(insurer, id)),
    ]);
    const { body: chosen } = await ask(insurer.key, "GET", `/policies/${insurer.policyId}/payment-method`);
    const retries = (await insurer.payments()).filter(({ retry_of }) => retry_of);
    expect(retries).toHaveLength(6);
    for (const retry of retries)
      expect(retry).toMatchObject({ status: "pending", payment_method_id: chosen.payment_method_id });
  });

  it("is told by an event as the catalogue has it", async () => {
    const insurer = await anInsurer({ billing: RETRYING });
    await insurer.pay("failed", { failure_action: "allow_retry" });
    await choose(insurer, await aCard(insurer));
    const [event] = await lineOf("outbox", "type", (await latest(insurer)).payment_id);
    const message = {
      type: event?.type,
      timestamp: new Date().toISOString(),
      data: { id: "x", ...event?.data },
    };
    expect(messageFault(JSON.stringify(message))).toBeNull();
  });
});
