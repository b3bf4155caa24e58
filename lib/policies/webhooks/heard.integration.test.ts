import { beforeAll, expect, it, vi } from "vitest";
import { contextOf } from "@/lib/auth/testing/contexts";
import { runUnprepared } from "@/lib/db/sql";
import { newId } from "@/lib/ids";
import { runAsyncRequests } from "@/lib/policies/payments/async-requests";
import { anInsurer, ask, BANK, type Insurer, jobAt, type WireBody } from "@/lib/policies/testing";
import { endpointForm } from "@/lib/webhooks/deliveries/testing-deliveries";
import { createEndpoint } from "@/lib/webhooks/endpoints/create-endpoint";
import { fanOut } from "@/lib/webhooks/sending/fan-out";

const OUTCOMES = ["payment_succeeded", "payment_failed"];

let insurer: Insurer;
beforeAll(async () => {
  insurer = await anInsurer({ scopes: ["payments:read", "payments:write", "webhooks:manage"] });
});

const call = (method: string, path: string, body?: unknown) => ask(insurer.key, method, path, body);
const list = ({ body }: { body: unknown }) => body as WireBody[];

async function subscribed(subscriptions: string[]): Promise<string> {
  const body = { name: "Books", url: "https://93.184.216.34/books", subscriptions };
  return String((await call("POST", "/webhooks", body)).body.webhook_id);
}

/** What a webhook was handed of a payment: its name here, and the type, status and number the message tells. */
async function heard(webhookId: string, paymentId: unknown) {
  await vi.waitFor(async () => expect(await fanOut(new Date())).toMatchObject({ events: 0, held: false }), {
    timeout: 20_000,
  });
  return list(await call("GET", `/webhooks/${webhookId}/queue-events?page_size=100`))
    .map(({ subscription, body }) => ({ subscription, event: (body as { event: Told }).event }))
    .filter(({ event }) => event.data.reference === paymentId)
    .map(({ subscription, event }) => [subscription, event.type, event.data.status, event.data.sequence]);
}
interface Told {
  type: string;
  data: { reference?: string; status: string; sequence: number };
}

const SUCCEEDED = ["payment_succeeded", "payment.succeeded", "succeeded"];
const FAILED = ["payment_failed", "payment.failed", "failed"];
const END = { failure_reason: "Late", failure_action: "block_retry" };
/** Each way a policy payment comes to an end, which of the two events of it, and under which number. */
const WAYS: [way: string, () => Promise<unknown>, string[], sequence: number][] = [
  ["is recorded as successful", async () => (await insurer.pay("successful")).body.payment_id, SUCCEEDED, 1],
  ["is recorded as failed", async () => (await insurer.pay("failed")).body.payment_id, FAILED, 1],
  ["becomes successful", async () => changed({ status: "successful" }), SUCCEEDED, 2],
  ["becomes failed", async () => changed({ status: "failed", ...END }), FAILED, 2],
  ["is a reversal", reversal, SUCCEEDED, 1],
  ["cannot be collected from its method", () => uncollectable(), FAILED, 1],
  ["was recorded by async-create", () => async("successful"), SUCCEEDED, 1],
  ["was recorded by async-create as failed", () => async("failed"), FAILED, 1],
];

it.each(WAYS)(
  "a payment that %s is told once to each webhook that asked for it",
  async (_, make, [subscription, ...told], sequence) => {
    const [both, succeeded, failed] = [
      await subscribed(OUTCOMES),
      await subscribed(["payment_succeeded"]),
      await subscribed(["payment_failed"]),
    ];
    const other = await subscribed(["policy_cancelled"]);
    const id = await make();
    const expected = [[subscription, ...told, sequence]];
    expect(await heard(both, id)).toEqual(expected);
    expect(await heard(succeeded, id)).toEqual(subscription === "payment_succeeded" ? expected : []);
    expect(await heard(failed, id)).toEqual(subscription === "payment_failed" ? expected : []);
    expect(await heard(other, id)).toEqual([]);
  },
);

it("what waits is told as it becomes successful, and not when it is recorded", async () => {
  const webhook = await subscribed(OUTCOMES);
  const { body } = await insurer.pay("pending");
  expect(await heard(webhook, body.payment_id)).toEqual([]);
  await insurer.update(body.payment_id, { status: "successful" });
  expect(await heard(webhook, body.payment_id)).toEqual([[...SUCCEEDED, 2]]);
});

it.each([
  ["some types", ["payment.succeeded", "payment.failed"], []],
  ["what is recorded", ["payment.created"], ["payment.created"]],
  ["all types", null, ["payment.created"]],
])(
  "an endpoint that was added elsewhere and asked for %s hears what it always did, until this door subscribes it",
  async (_, eventTypes, types) => {
    const form = endpointForm({ eventTypes, merchantId: insurer.merchantId });
    const { endpoint } = await createEndpoint({ ctx: contextOf("admin"), input: form });
    const recorded = async () => (await insurer.pay("successful")).body.payment_id;
    const id = await recorded();
    await heard(endpoint.id, id);
    expect(await typesOf(endpoint.id, id)).toEqual(types);
    await call("PATCH", `/webhooks/${endpoint.id}`, { name: "Books", subscriptions: OUTCOMES });
    expect(await heard(endpoint.id, await recorded())).toEqual([[...SUCCEEDED, 1]]);
  },
);

it("a refused item of either async call is told as payment_updates_failed, with what was wrong of it", async () => {
  const webhook = await subscribed(["payment_updates_failed"]);
  await call("POST", "/payments/async-create", [{ policy_id: insurer.policyId }]);
  await call("POST", "/payments/async-update", [{ payment_id: newId() }]);
  await runAsyncRequests({ ctx: jobAt(new Date()) });
  await heard(webhook, null);
  const queued = list(await call("GET", `/webhooks/${webhook}/queue-events`));
  expect(queued.map(({ subscription }) => subscription)).toEqual([
    "payment_updates_failed",
    "payment_updates_failed",
  ]);
  expect(queued.map(({ body }) => (body as { event: Told }).event.type).sort()).toEqual([
    "payment.async_create_refused",
    "payment.async_update_refused",
  ]);
  const shown = (await call("GET", `/webhooks/${webhook}`)).body;
  expect(shown.subscriptions).toEqual(["payment_updates_failed"]);
});

async function typesOf(endpointId: string, paymentId: unknown): Promise<string[]> {
  const rows = await runUnprepared<{ type: string }>(
    "SELECT type FROM webhook_delivery WHERE endpoint_id = $1 AND payment_id = $2",
    [endpointId, paymentId],
  );
  return rows.map(({ type }) => type);
}

async function changed(change: Record<string, unknown>): Promise<unknown> {
  const { body } = await insurer.pay("pending");
  await insurer.update(body.payment_id, change);
  return body.payment_id;
}

async function reversal(): Promise<unknown> {
  const { body } = await insurer.pay("successful");
  return (await call("POST", `/payments/${body.payment_id}/reversal`)).body.payment_id;
}

async function uncollectable(): Promise<unknown> {
  const method = { type: "debit_order", bank_details: BANK };
  const { body } = await call("POST", `/policyholders/${insurer.holderId}/payment-methods`, method);
  return (await insurer.pay("pending", { payment_method_id: body.payment_method_id })).body.payment_id;
}

async function async(status: "successful" | "failed"): Promise<unknown> {
  const description = `Async ${newId()}`;
  const item = { policy_id: insurer.policyId, ...insurer.body(status, { description }) };
  await call("POST", "/payments/async-create", [item]);
  await runAsyncRequests({ ctx: jobAt(new Date()) });
  return (await insurer.payments()).find((each) => each.description === description)?.payment_id;
}
