import { beforeAll, describe, expect, it } from "vitest";
import { contextOf, problemIn } from "@/lib/auth/testing/contexts";
import { aKey, aMerchant } from "@/lib/checkout/testing";
import { pool } from "@/lib/db/pool";
import { runUnprepared } from "@/lib/db/sql";
import { HOUR_MS } from "@/lib/durations";
import { newId, spellId } from "@/lib/ids";
import { ask } from "@/lib/policies/testing";
import { SCOPES } from "@/lib/verb/permissions";
import { deliveriesOfPayment } from "@/lib/webhooks/deliveries/deliveries-of-payment";
import { resendDelivery } from "@/lib/webhooks/deliveries/resend-delivery";
import { previewResendFailed, resendFailed } from "@/lib/webhooks/deliveries/resend-failed";
import { deliveryRow, endpointForm, newDelivery } from "@/lib/webhooks/deliveries/testing-deliveries";
import { createEndpoint } from "@/lib/webhooks/endpoints/create-endpoint";
import { pauseEndpoint } from "@/lib/webhooks/endpoints/pause-endpoint";
import { claimDue } from "@/lib/webhooks/sending/claim";
import { sendTestEvent } from "@/lib/webhooks/sending/send-test-event";
import { aCaller, type Caller, callerWith } from "./testing";

const admin = contextOf("admin");
const SINCE = new Date(admin.now.getTime() - HOUR_MS);
const GIVEN_UP = { state: "exhausted", nextAttemptAt: null, lastOutcome: null };

let first: string;
let second: string;
let secondKey: string;
let ofSecond: Caller;
let ofFirst: Caller;
let ofAll: Caller;

beforeAll(async () => {
  [first, second] = [(await aMerchant()).id, (await aMerchant()).id];
  secondKey = await aKey(second, [...SCOPES]);
  [ofFirst, ofSecond, ofAll] = [await aCaller(first), callerWith(secondKey), await aCaller(null)];
});

/** An endpoint that was the first merchant's, or everybody's, with what it was sent and what waits, and is the second's now. */
async function givenAway(merchantId: string | null) {
  const form = endpointForm({ merchantId });
  const endpointId = (await createEndpoint({ ctx: admin, input: form })).endpoint.id;
  const { deliveryId: test } = await sendTestEvent({
    ctx: admin,
    input: { id: endpointId, eventId: newId() },
  });
  await pauseEndpoint({ ctx: admin, input: { id: endpointId } });
  const of = { endpointId, merchantId: first };
  const paymentId = newId();
  const theirs = {
    sent: await newDelivery({ ...of, state: "delivered" }),
    failed: await newDelivery({ ...of, state: "exhausted", paymentId }),
    waits: await newDelivery({ ...of, state: "pending" }),
    waitsAgain: await newDelivery({ ...of, state: "pending", outcome: "server_error" }),
    underWay: await newDelivery({ ...of, state: "pending", sending: true }),
  };
  const owned =
    merchantId === null
      ? { waiting: await newDelivery({ endpointId, merchantId: second, state: "pending" }) }
      : undefined;
  const change = { merchantId: spellId("mer", second), url: `${form.url}/of-another` };
  const path = `/webhookEndpoints/${spellId("we", endpointId)}`;
  const changed = await ofAll("PATCH", path, change);
  expect(changed).toMatchObject({ status: 200, body: change });
  const late = await newDelivery({ endpointId, merchantId: second, state: "exhausted" });
  const theirIds = [test, ...Object.values(theirs).map(({ id }) => id)];
  return {
    endpointId,
    path,
    test,
    theirs,
    theirIds,
    paymentId,
    ours: [late.id, ...(owned ? [owned.waiting.id] : [])],
  };
}

describe.each([
  ["one merchant", () => first],
  ["all merchants", () => null],
])("an endpoint of %s that is given to another", (_, of) => {
  it("shows the new merchant's keys nothing of what it was sent before, at no door", async () => {
    const { endpointId, theirs, theirIds, ours } = await givenAway(of());
    const list = async (caller: Caller, more = "") =>
      (
        await caller("GET", `/webhookDeliveries?endpointId=${spellId("we", endpointId)}${more}`)
      ).body.data.map(({ id }: { id: string }) => id);
    const spelled = ours.map((id) => spellId("wd", id));
    expect((await list(ofSecond)).toSorted()).toEqual(spelled.toSorted());
    expect(await list(ofSecond, `&eventId=${spellId("evt", theirs.sent.eventId)}`)).toEqual([]);
    expect(await list(ofFirst)).toEqual([]);
    expect(await list(ofAll)).toHaveLength(theirIds.length + ours.length);
    for (const id of theirIds)
      for (const caller of [ofSecond, ofFirst]) {
        const at = `/webhookDeliveries/${spellId("wd", id)}`;
        expect((await caller("GET", at)).status).toBe(404);
        expect((await caller("POST", `${at}/resend`, { attempts: 1 })).status).toBe(404);
      }
    const policyDoor = (method: string, path: string) => ask(secondKey, method, path);
    const queue = await policyDoor("GET", `/webhooks/${endpointId}/queue-events`);
    expect(queue.headers.get("x-total-count")).toBe(String(ours.length));
    expect(JSON.parse(queue.text)).toHaveLength(ours.length);
    for (const id of theirIds) {
      expect((await policyDoor("GET", `/webhook-queue-events/${id}/attempts`)).status).toBe(404);
      expect((await policyDoor("POST", `/webhook-queue-events/${id}/retry`)).status).toBe(404);
    }
  });

  it("gives up what waits of others, keeps what waits of its own, and says how much that was", async () => {
    const { endpointId, test, theirs, ours } = await givenAway(of());
    for (const { id } of [theirs.waits, theirs.waitsAgain, theirs.underWay, { id: test }])
      expect(await deliveryRow(id)).toMatchObject({ ...GIVEN_UP, sending: false });
    expect(await deliveryRow(theirs.sent.id)).toMatchObject({ state: "delivered" });
    for (const id of ours.slice(1)) expect(await deliveryRow(id)).toMatchObject({ state: "pending" });
    const [audited] = await runUnprepared<{ data: object }>(
      "SELECT data FROM audit_entry WHERE object_id = $1 AND action = 'webhook_endpoint.updated'",
      [endpointId],
    );
    expect(audited?.data).toMatchObject({ merchantId: { from: of(), to: second }, givenUp: 4 });
  });

  it("is never sent what was another's: not again by hand, not with all that failed, not by what was due all the same", async () => {
    const { endpointId, path, theirs, paymentId } = await givenAway(of());
    const { failed } = theirs;
    const { deliveries } = await deliveriesOfPayment({ ctx: admin, input: { paymentId } });
    expect(deliveries).toMatchObject([{ id: failed.id, endpointState: "given away" }]);
    const again = resendDelivery({ ctx: admin, input: { id: failed.id, attempts: 1 } });
    expect(await problemIn(again)).toMatchObject({ code: "conflict" });
    const ctx = contextOf("admin");
    const input = { endpointId, since: SINCE, countedAt: ctx.now };
    expect(await previewResendFailed({ ctx, input })).toMatchObject({ count: 1 });
    expect(await resendFailed({ ctx, input })).toEqual({ resent: 1, left: 0 });
    // As somebody sends it again at the very moment, or as an older release left it.
    await runUnprepared("UPDATE webhook_delivery SET state = 'pending', next_attempt_at = $2 WHERE id = $1", [
      failed.id,
      SINCE,
    ]);
    expect((await ofSecond("POST", `${path}/resume`)).status).toBe(200);
    const claimed = await claimDue(new Date(Date.now() + HOUR_MS), new Map(), pool());
    const told = claimed.filter((each) => each.endpointId === endpointId);
    expect(told.map(({ event }) => event.merchantId)).toEqual(told.map(() => second));
    expect(told.length).toBeGreaterThan(0);
    expect(await deliveryRow(failed.id)).toMatchObject(GIVEN_UP);
  });
});

it("that hears of all from now on gives up nothing, and of the same merchant neither", async () => {
  for (const merchantId of [null, first]) {
    const { endpoint } = await createEndpoint({ ctx: admin, input: endpointForm({ merchantId: first }) });
    const waits = await newDelivery({ endpointId: endpoint.id, state: "pending" });
    const path = `/webhookEndpoints/${spellId("we", endpoint.id)}`;
    const change = { merchantId: merchantId && spellId("mer", merchantId), description: "Changed" };
    expect((await ofAll("PATCH", path, change)).status).toBe(200);
    expect(await deliveryRow(waits.id)).toMatchObject({ state: "pending" });
  }
});
