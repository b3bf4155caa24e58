import { beforeAll, describe, expect, it } from "vitest";
import { aKey } from "@/lib/checkout/testing";
import { runUnprepared } from "@/lib/db/sql";
import { newId } from "@/lib/ids";
import type { Scope } from "@/lib/verb/permissions";
import { deliveryRow, type MadeDelivery, newDelivery } from "@/lib/webhooks/deliveries/testing-deliveries";
import { SECRET_STARS } from "./answers-webhooks";
import { anInsurer, ask, type Insurer, type WireBody } from "./testing";

const SCOPES: Scope[] = ["payments:read", "payments:write", "webhooks:manage"];
const WEBHOOK = {
  name: "Premiums",
  description: "For the books",
  url: "https://93.184.216.34/premiums",
  subscriptions: ["payment_succeeded", "policy_cancelled"],
};

const said = ({ body }: { body: WireBody }) => body.error?.errors.map(({ message }) => message);
const list = ({ body }: { body: unknown }) => body as WireBody[];

let insurer: Insurer;
let stranger: Insurer;
beforeAll(async () => {
  insurer = await anInsurer({ scopes: SCOPES });
  stranger = await anInsurer({ scopes: SCOPES });
});

const call = (method: string, path: string, body?: unknown) => ask(insurer.key, method, path, body);
const add = async (body: object = WEBHOOK) => (await call("POST", "/webhooks", body)).body;
const queued = (webhook: WireBody, more: Partial<MadeDelivery> = {}) =>
  newDelivery({ endpointId: String(webhook.webhook_id), ...more });

describe("a webhook of the policy door", () => {
  it("is an endpoint of the management door, and shows its secret once", async () => {
    const made = await add();
    expect(made).toMatchObject({ ...WEBHOOK, enabled: true, environment: "sandbox" });
    expect(made.organization_id).toBe(insurer.merchantId);
    expect(made.secret).toMatch(/^whsec_/);
    const path = `/webhooks/${made.webhook_id}`;
    for (const [method, at, body] of [
      ["GET", path],
      ["PATCH", path, {}],
      ["POST", `${path}/disable`],
      ["POST", `${path}/enable`],
      ["GET", `${path}/ping`],
      ["DELETE", path],
    ] as const)
      expect((await call(method, at, body)).body.secret).toBe(SECRET_STARS);
    const [row] = await runUnprepared<{ types: string[] }>(
      "SELECT event_types AS types FROM webhook_endpoint WHERE id = $1",
      [made.webhook_id],
    );
    expect(row?.types).toEqual(["payment.succeeded", "policy.cancelled"]);
  });

  it("changes what is named and nothing else, is disabled and enabled, and is gone once archived", async () => {
    const made = await add();
    const path = `/webhooks/${made.webhook_id}`;
    const changed = await call("PATCH", path, { name: "Books", subscriptions: ["policyholder_created"] });
    expect(changed.body).toMatchObject({
      ...{ name: "Books", subscriptions: ["policyholder_created"] },
      ...{ description: WEBHOOK.description, url: WEBHOOK.url },
    });
    for (const [step, enabled] of [
      ["disable", false],
      ["disable", false],
      ["enable", true],
      ["enable", true],
    ])
      expect((await call("POST", `${path}/${step}`)).body.enabled).toBe(enabled);
    expect((await call("DELETE", path)).body).toMatchObject({ enabled: false, name: "Books" });
    expect((await call("GET", path)).status).toBe(404);
    expect((await call("DELETE", path)).status).toBe(404);
    expect(await audited(String(made.webhook_id))).toEqual([
      "webhook_endpoint.created",
      "webhook_endpoint.updated",
      "webhook_endpoint.paused",
      "webhook_endpoint.resumed",
      "webhook_endpoint.deleted",
    ]);
  });

  it("is made once by a key, whoever sends it at the same moment, and not for another address", async () => {
    const at = `/webhooks?idempotency_key=${newId()}`;
    const twins = await Promise.all([1, 2, 3].map(() => call("POST", at, WEBHOOK)));
    expect(new Set(twins.map(({ body }) => body.webhook_id)).size).toBe(1);
    expect(twins.filter(({ body }) => body.secret !== SECRET_STARS)).toHaveLength(1);
    expect((await call("POST", at, { ...WEBHOOK, url: `${WEBHOOK.url}/2` })).status).toBe(409);
    const elsewhere = await ask(stranger.key, "POST", at, WEBHOOK);
    expect([elsewhere.status, elsewhere.body.webhook_id === twins[0]?.body.webhook_id]).toEqual([200, false]);
  });

  it("refuses what is not sent, and what it does not keep, by name", async () => {
    const wrong = { ...WEBHOOK, subscriptions: ["claim_opened", "payment_reversed", "premium_paid"] };
    expect(said(await call("POST", "/webhooks", wrong))).toEqual([
      '"subscriptions.0" is of something that is kept elsewhere',
      '"subscriptions.1" is sent as payment_succeeded, whose type says that it is a reversal',
      expect.stringMatching(/^"subscriptions.2" must be one of \[payment_succeeded, /),
    ]);
    const kept = { ...WEBHOOK, verification_token: "x", user_group_id: newId(), subscriptions: [] };
    expect(said(await call("POST", "/webhooks", kept))?.sort()).toEqual([
      '"subscriptions" must contain at least 1 item',
      '"user_group_id" is not allowed',
      '"verification_token" is not allowed',
    ]);
    expect(said(await call("POST", "/webhooks", { ...WEBHOOK, url: "https://10.0.0.1/x" }))).toHaveLength(1);
  });

  it("is seen and changed by keys of its merchant that have the scope alone", async () => {
    const made = await add();
    const path = `/webhooks/${made.webhook_id}`;
    const lacking = await aKey(insurer.merchantId);
    const everybody = await ask(await aKey(null, SCOPES), "POST", "/webhooks", WEBHOOK);
    expect(everybody.body).not.toHaveProperty("organization_id");
    for (const [method, end, body] of [
      ["GET", ""],
      ["PATCH", "", { name: "Mine" }],
      ["DELETE", ""],
      ["POST", "/disable"],
      ["GET", "/ping"],
      ["GET", "/queue-events"],
      ["POST", "/queue-events/retry?status=failed"],
    ] as const) {
      expect((await ask(stranger.key, method, `${path}${end}`, body)).status).toBe(404);
      const ofAll = `/webhooks/${everybody.body.webhook_id}${end}`;
      expect((await call(method, ofAll, body)).status).toBe(404);
      const refused = await ask(lacking, method, `${path}${end}`, body);
      expect([refused.status, refused.body.error?.message]).toEqual([
        403,
        "This API key lacks the scope webhooks:manage.",
      ]);
    }
    const seen = list(await ask(stranger.key, "GET", "/webhooks?page_size=100"));
    expect(seen.map(({ organization_id }) => organization_id)).not.toContain(insurer.merchantId);
  });

  it("is listed page by page, with how many there are", async () => {
    await add();
    const first = await call("GET", "/webhooks?page_size=1");
    const total = Number(first.headers.get("X-Total-Count"));
    expect([list(first).length, total > 1]).toEqual([1, true]);
    expect(list(await call("GET", `/webhooks?page_size=1&page=${total + 1}`))).toEqual([]);
    const counted = await call("HEAD", "/webhooks");
    expect([counted.text, counted.headers.get("X-Total-Count")]).toEqual(["", String(total)]);
  });
});

describe("queue events", () => {
  it("are the deliveries that have a name here, told with the message that is sent", async () => {
    const made = await add();
    const path = `/webhooks/${made.webhook_id}/queue-events`;
    const { id } = await queued(made, { at: new Date("2026-03-01T00:00:00Z") });
    await queued(made, { type: "checkout_link.paid" });
    await queued(made, { type: "policy.cancelled", state: "delivered" });
    const all = await call("GET", path);
    expect(all.headers.get("X-Total-Count")).toBe("2");
    expect(list(all)[1]).toMatchObject({
      ...{ webhook_queue_event_id: id, webhook_id: made.webhook_id, status: "failed", attempts_count: 1 },
      ...{ subscription: "payment_succeeded", url: WEBHOOK.url, last_response_time_millis: 12 },
      body: { event: { type: "payment.succeeded", data: {} } },
    });
    for (const [query, names] of [
      ["status=successful", ["policy_cancelled"]],
      ["subscriptions=payment_succeeded,payment_failed", ["payment_succeeded"]],
      ["to=2026-03-01T00:00:00Z", ["payment_succeeded"]],
      ["from=2026-03-02", ["policy_cancelled"]],
      ["page_size=1&page=2", ["payment_succeeded"]],
    ] as const) {
      const some = list(await call("GET", `${path}?${query}`));
      expect([query, some.map(({ subscription }) => subscription)]).toEqual([query, names]);
    }
  });

  it("hold a ping, which HEAD does not send and a disabled webhook refuses", async () => {
    const made = await add();
    const path = `/webhooks/${made.webhook_id}`;
    expect((await call("HEAD", `${path}/ping`)).status).toBe(200);
    expect(list(await call("GET", `${path}/queue-events`))).toEqual([]);
    expect((await call("GET", `${path}/ping`)).status).toBe(200);
    const [ping] = list(await call("GET", `${path}/queue-events`));
    expect(ping).toMatchObject({ subscription: "webhook_ping", organization_id: insurer.merchantId });
    await call("POST", `${path}/disable`);
    expect((await call("GET", `${path}/ping`)).status).toBe(409);
  });

  it("are retried once, by a twin too; their attempts are read with each answer", async () => {
    const made = await add();
    const { id } = await queued(made);
    const path = `/webhook-queue-events/${id}`;
    expect((await ask(stranger.key, "POST", `${path}/retry`)).status).toBe(404);
    expect((await ask(stranger.key, "GET", `${path}/attempts`)).status).toBe(404);
    const attempts = await call("GET", `${path}/attempts`);
    const result = { type: "response", status: 500, body: "Oops", headers: '{"server":"test"}' };
    expect(list(attempts)).toMatchObject([{ webhook_queue_event_id: id, success: false, result }]);
    expect((await call("GET", `${path}/attempts`)).text).toBe(attempts.text);
    const twins = await Promise.all([1, 2, 3].map(() => call("POST", `${path}/retry`)));
    expect(twins.map(({ status }) => status).sort()).toEqual([200, 409, 409]);
    expect(await deliveryRow(id)).toMatchObject({ state: "pending", roundAttempts: 0 });
    const unnamed = await queued(made, { type: "checkout_link.paid" });
    expect((await call("POST", `/webhook-queue-events/${unnamed.id}/retry`)).status).toBe(404);
  });

  it("are retried together as they were chosen, each once", async () => {
    const made = await add();
    const path = `/webhooks/${made.webhook_id}/queue-events/retry`;
    const at = new Date("2026-03-01T00:00:00Z");
    const chosen = [(await queued(made, { at })).id, (await queued(made, { at })).id];
    const left = [
      await queued(made, { at, type: "policy.cancelled" }),
      await queued(made, { at: new Date("2026-03-03T00:00:00Z") }),
      await queued(made, { at: new Date("2026-02-01T00:00:00Z") }),
      await queued(made, { at, type: "checkout_link.paid" }),
    ];
    expect((await call("POST", path)).status).toBe(400);
    const query = "status=failed&subscriptions=payment_succeeded&from=2026-03-01&to=2026-03-02";
    const twins = await Promise.all([1, 2].map(() => call("POST", `${path}?${query}`)));
    const counts = twins.map(({ headers }) => Number(headers.get("X-Total-Count")));
    expect([twins[0]?.text, counts.reduce((one, other) => one + other)]).toEqual(["", 2]);
    for (const id of chosen) expect(await deliveryRow(id)).toMatchObject({ state: "pending" });
    for (const { id } of left) expect(await deliveryRow(id)).toMatchObject({ state: "exhausted" });
    expect((await call("POST", `${path}?status=failed`)).headers.get("X-Total-Count")).toBe("3");
    expect(await deliveryRow(left[3]?.id ?? "")).toMatchObject({ state: "exhausted" });
  });
});

async function audited(objectId: string): Promise<string[]> {
  const rows = await runUnprepared<{ action: string }>(
    "SELECT action FROM audit_entry WHERE object_id = $1 AND action <> 'webhook_endpoint.tested' ORDER BY occurred_at, id",
    [objectId],
  );
  return rows.map(({ action }) => action);
}
