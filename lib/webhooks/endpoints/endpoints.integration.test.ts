import { beforeEach, describe, expect, it } from "vitest";
import { auditedActions } from "@/lib/auth/testing/audit";
import { contextOf, problemIn } from "@/lib/auth/testing/contexts";
import { runUnprepared } from "@/lib/db/sql";
import { newId, spellId } from "@/lib/ids";
import type { Ctx } from "@/lib/verb/context";
import { deliveryRow, endpointForm, newDelivery } from "@/lib/webhooks/deliveries/testing-deliveries";
import { ENDPOINTS_MAX } from "@/lib/webhooks/limits";
import { createEndpoint } from "./create-endpoint";
import { deleteEndpoint } from "./delete-endpoint";
import { getEndpoint } from "./get-endpoint";
import { listEndpoints } from "./list-endpoints";
import { listStoppedEndpoints } from "./list-stopped-endpoints";
import { pauseEndpoint } from "./pause-endpoint";
import { resumeEndpoint } from "./resume-endpoint";
import { CreateEndpoint } from "./schemas";
import { updateEndpoint } from "./update-endpoint";

const admin = contextOf("admin");
const later = (minutes: number): Ctx => ({ ...admin, now: new Date(admin.now.getTime() + minutes * 60_000) });
const twins = <T>(work: () => Promise<T>) => Promise.all(Array.from({ length: 8 }, work));

// Each test has all the endpoints there may be to itself.
beforeEach(async () => {
  await runUnprepared("UPDATE webhook_endpoint SET deleted_at = now() WHERE deleted_at IS NULL", []);
});

async function newEndpoint() {
  const { endpoint } = await createEndpoint({ ctx: admin, input: endpointForm() });
  return endpoint;
}

describe("making an endpoint", () => {
  it("is refused below admin, and writes nothing", async () => {
    const input = endpointForm();
    expect(await problemIn(createEndpoint({ ctx: contextOf("operator"), input }))).toEqual({
      code: "forbidden",
      permission: "webhooks:manage",
    });
    expect(await auditedActions(input.id)).toEqual([]);
  });

  it("shows its secret once, and keeps it sealed", async () => {
    const { secret } = await createEndpoint({ ctx: admin, input: endpointForm() });
    const rows = await runUnprepared<{ row: string }>(
      "SELECT encode(sealed, 'escape') || row_to_json(s)::text AS row FROM webhook_secret s",
      [],
    );
    expect(secret).toMatch(/^whsec_[0-9A-Za-z+/]{43}=$/);
    expect(rows.map(({ row }) => row).join()).not.toContain(secret?.slice("whsec_".length));
  });

  it("makes one endpoint and shows one secret of one form, however often and however parallel it is sent", async () => {
    const input = endpointForm();
    const made = await twins(() => createEndpoint({ ctx: admin, input }));
    const replayed = await createEndpoint({ ctx: admin, input });
    expect(made.filter(({ secret }) => secret !== null)).toHaveLength(1);
    expect(replayed).toMatchObject({ endpoint: { id: input.id, eventTypes: null }, secret: null });
    expect(await auditedActions(input.id)).toEqual(["webhook_endpoint.created"]);
    const other = { ...input, url: "https://93.184.216.34/other" };
    expect(await problemIn(createEndpoint({ ctx: admin, input: other }))).toMatchObject({ code: "conflict" });
  });

  it("is refused, beside the field, for an address that leads inside and for a merchant that is not there", async () => {
    for (const url of ["http://[::1]:4000/", "https://10.1.2.3/", "http://2130706433/"]) {
      const problem = await problemIn(createEndpoint({ ctx: admin, input: endpointForm({ url }) }));
      expect(problem).toMatchObject({ code: "invalid", issues: [{ path: "url" }] });
    }
    const input = endpointForm({ merchantId: newId() });
    const problem = await problemIn(createEndpoint({ ctx: admin, input }));
    expect(problem).toMatchObject({ code: "invalid", issues: [{ path: "merchantId" }] });
  });

  it("never makes more than there may be, even in parallel, and says how many that is", async () => {
    const outcomes = await Promise.allSettled(
      Array.from({ length: ENDPOINTS_MAX + 3 }, () => createEndpoint({ ctx: admin, input: endpointForm() })),
    );
    expect(outcomes.filter(({ status }) => status === "fulfilled")).toHaveLength(ENDPOINTS_MAX);
    const problem = await problemIn(createEndpoint({ ctx: admin, input: endpointForm() }));
    expect(problem).toMatchObject({
      issues: [{ path: "url", message: expect.stringContaining(String(ENDPOINTS_MAX)) }],
    });
    expect(await listEndpoints({ ctx: admin })).toHaveLength(ENDPOINTS_MAX);
  });

  it("takes only what is an address, and only events there are", () => {
    const issues = (more: object) =>
      CreateEndpoint.safeParse({ ...endpointForm(), ...more }).error?.issues.map(({ path }) => path[0]);
    expect(issues({})).toBeUndefined();
    expect(issues({ url: "ftp://example.com" })).toEqual(["url"]);
    expect(issues({ url: `https://example.com/${"x".repeat(2_048)}` })).toEqual(["url"]);
    expect(issues({ eventTypes: ["payment.paid_twice"] })).toEqual(["eventTypes"]);
    expect(issues({ eventTypes: [] })).toEqual(["eventTypes"]);
    expect(issues({ eventTypes: ["webhook.test"] })).toEqual(["eventTypes"]);
  });
});

describe("changing an endpoint", () => {
  it("is refused below admin, and audits what changed from what to what, once", async () => {
    const { id } = await newEndpoint();
    const input = endpointForm({ id, eventTypes: ["payment.refunded"] });
    expect(await problemIn(updateEndpoint({ ctx: contextOf("operator"), input }))).toMatchObject({
      code: "forbidden",
    });
    await twins(() => updateEndpoint({ ctx: admin, input }));
    expect(await getEndpoint({ ctx: admin, input: { id: spellId("we", id) } })).toMatchObject({
      endpoint: { url: input.url, eventTypes: ["payment.refunded"] },
    });
    expect(await auditedActions(id)).toEqual(["webhook_endpoint.created", "webhook_endpoint.updated"]);
  });

  it("sends what waits to a new address at once with a new schedule, and to the same one when it is due", async () => {
    const { id, url } = await newEndpoint();
    const nextAttemptAt = later(600).now;
    const waits = { endpointId: id, state: "pending", outcome: "server_error", nextAttemptAt } as const;
    const [first, second] = [await newDelivery(waits), await newDelivery(waits)];
    const underWay = await newDelivery({ ...waits, sending: true });
    await runUnprepared("UPDATE webhook_endpoint SET failing_since = now() WHERE id = $1", [id]);
    const ctx = later(1);
    await updateEndpoint({ ctx, input: { id, url, description: "Books" } });
    for (const each of [first, second])
      expect(await deliveryRow(each.id)).toMatchObject({ nextAttemptAt, roundAttempts: 1 });
    const moved = await updateEndpoint({ ctx, input: { id, url: `${url}/moved` } });
    expect(moved).toMatchObject({ url: `${url}/moved`, description: "Books", failingSince: null });
    for (const each of [first, second])
      expect(await deliveryRow(each.id)).toMatchObject({
        nextAttemptAt: ctx.now,
        roundAttempts: 0,
        attempts: 1,
      });
    expect(await deliveryRow(underWay.id)).toMatchObject({ sending: true, nextAttemptAt });
  });

  it("is refused for an address that leads inside", async () => {
    const { id } = await newEndpoint();
    const input = endpointForm({ id, url: "https://169.254.169.254/latest" });
    expect(await problemIn(updateEndpoint({ ctx: admin, input }))).toMatchObject({
      issues: [{ path: "url" }],
    });
  });
});

describe("pausing and resuming", () => {
  it("is refused below admin", async () => {
    const input = { id: newId() };
    for (const verb of [pauseEndpoint, resumeEndpoint, deleteEndpoint]) {
      expect(await problemIn(verb({ ctx: contextOf("operator"), input }))).toMatchObject({
        permission: "webhooks:manage",
      });
      expect(await problemIn(verb({ ctx: admin, input }))).toMatchObject({ code: "not_found" });
    }
  });

  it("happens once, however often it is asked for", async () => {
    const { id } = await newEndpoint();
    const paused = await twins(() => pauseEndpoint({ ctx: admin, input: { id } }));
    expect(paused[0]).toMatchObject({ paused: { reason: "operator" } });
    await twins(() => resumeEndpoint({ ctx: admin, input: { id } }));
    expect(await auditedActions(id)).toEqual([
      "webhook_endpoint.created",
      "webhook_endpoint.paused",
      "webhook_endpoint.resumed",
    ]);
  });

  it("makes what waited due at once with a new schedule, and forgets since when it failed", async () => {
    const { id } = await newEndpoint();
    const waiting = await newDelivery({
      endpointId: id,
      state: "pending",
      outcome: "server_error",
      nextAttemptAt: later(600).now,
    });
    await runUnprepared(
      "UPDATE webhook_endpoint SET state = 'paused', paused_reason = 'gone', paused_at = now(), failing_since = now() WHERE id = $1",
      [id],
    );
    expect(await listStoppedEndpoints({ ctx: admin })).toMatchObject([{ id, reason: "gone" }]);
    const ctx = later(1);
    expect(await resumeEndpoint({ ctx, input: { id } })).toMatchObject({ paused: null, failingSince: null });
    expect(await deliveryRow(waiting.id)).toMatchObject({
      nextAttemptAt: ctx.now,
      roundAttempts: 0,
      attempts: 1,
    });
    expect(await listStoppedEndpoints({ ctx: admin })).toEqual([]);
  });
});

describe("deleting an endpoint", () => {
  it("gives up what waits, keeps what was sent, forgets the secrets, and happens once", async () => {
    const { id } = await newEndpoint();
    const waiting = await newDelivery({ endpointId: id, state: "pending", outcome: "server_error" });
    const sent = await newDelivery({ endpointId: id, state: "delivered" });
    const outcomes = await Promise.allSettled(
      [1, 2, 3].map(() => deleteEndpoint({ ctx: admin, input: { id } })),
    );
    expect(outcomes.filter(({ status }) => status === "fulfilled")).toEqual([
      { status: "fulfilled", value: { givenUp: 1 } },
    ]);
    expect(await deliveryRow(waiting.id)).toMatchObject({ state: "exhausted", lastOutcome: null });
    expect(await deliveryRow(sent.id)).toMatchObject({ state: "delivered", lastOutcome: "delivered" });
    expect(await getEndpoint({ ctx: admin, input: { id } })).toMatchObject({
      endpoint: { deletedAt: admin.now },
      secrets: [],
    });
    expect(await listEndpoints({ ctx: admin })).toEqual([]);
    expect((await auditedActions(id)).filter((action) => action.endsWith("deleted"))).toHaveLength(1);
  });
});
