import { describe, expect, it } from "vitest";
import { auditedActions } from "@/lib/auth/testing/audit";
import { contextOf, problemIn } from "@/lib/auth/testing/contexts";
import { runUnprepared } from "@/lib/db/sql";
import { HOUR_MS } from "@/lib/durations";
import { newId } from "@/lib/ids";
import { createEndpoint } from "@/lib/webhooks/endpoints/create-endpoint";
import { deleteEndpoint } from "@/lib/webhooks/endpoints/delete-endpoint";
import { pauseEndpoint } from "@/lib/webhooks/endpoints/pause-endpoint";
import { sendTestEvent } from "@/lib/webhooks/sending/send-test-event";
import { getDelivery } from "./get-delivery";
import { resendDelivery } from "./resend-delivery";
import { previewResendFailed, resendFailed } from "./resend-failed";
import { deliveryRow, endpointForm, newDelivery } from "./testing-deliveries";

const operator = contextOf("operator");
const admin = contextOf("admin");
const ago = (hours: number) => new Date(operator.now.getTime() - hours * HOUR_MS);
const due = { state: "pending", nextAttemptAt: operator.now, roundAttempts: 0 };

async function newEndpoint(): Promise<string> {
  const { endpoint } = await createEndpoint({ ctx: admin, input: endpointForm() });
  return endpoint.id;
}

const resend = (id: string, attempts = 1) => resendDelivery({ ctx: operator, input: { id, attempts } });

/** Of what the preview has just counted. */
const counted = { countedAt: operator.now };

describe("sending a delivery again", () => {
  it("is refused to a viewer, and for one that is not there", async () => {
    const input = { id: newId(), attempts: 1 };
    expect(await problemIn(resendDelivery({ ctx: contextOf("viewer"), input }))).toMatchObject({
      permission: "webhooks:resend",
    });
    expect(await problemIn(resend(input.id))).toMatchObject({ code: "not_found" });
  });

  it("makes it due at once with a new schedule, and keeps what was tried", async () => {
    const { id } = await newDelivery({ endpointId: await newEndpoint() });
    expect(await resend(id)).toEqual({ waits: false });
    expect(await deliveryRow(id)).toMatchObject({ ...due, attempts: 1 });
  });

  it("brings forward one that waits for its next attempt", async () => {
    const nextAttemptAt = ago(-5);
    const endpointId = await newEndpoint();
    const { id } = await newDelivery({ endpointId, state: "pending", outcome: "gone", nextAttemptAt });
    await resend(id);
    expect(await deliveryRow(id)).toMatchObject(due);
  });

  it("brings forward what goes before it in its order, too", async () => {
    const [endpointId, paymentId, nextAttemptAt] = [await newEndpoint(), newId(), ago(-5)];
    const waiting = { endpointId, paymentId, state: "pending", nextAttemptAt } as const;
    const earlier = await newDelivery({ ...waiting, outcome: "server_error" });
    const pressed = await newDelivery({ ...waiting, outcome: "server_error" });
    const after = await newDelivery(waiting);
    await resend(pressed.id);
    for (const { id } of [earlier, pressed]) expect(await deliveryRow(id)).toMatchObject(due);
    expect(await deliveryRow(after.id)).toMatchObject({ nextAttemptAt });
  });

  it("happens once, however often it is pressed: the others are told that it is on its way", async () => {
    const { id } = await newDelivery({ endpointId: await newEndpoint() });
    const outcomes = await Promise.allSettled(Array.from({ length: 8 }, () => resend(id)));
    expect(outcomes.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    expect(await problemIn(resend(id))).toMatchObject({ code: "conflict" });
    expect(await auditedActions(id)).toEqual(["webhook_delivery.resent"]);
  });

  it("is refused when it has been tried since it was shown, as after an answer that was lost", async () => {
    const { id } = await newDelivery({ endpointId: await newEndpoint() });
    await resend(id);
    await runUnprepared(
      "UPDATE webhook_delivery SET state = 'exhausted', attempts = 2, next_attempt_at = NULL WHERE id = $1",
      [id],
    );
    await runUnprepared(
      `INSERT INTO webhook_attempt (delivery_id, number, started_at, duration_ms, outcome, address)
       SELECT delivery_id, 2, started_at, duration_ms, outcome, address FROM webhook_attempt WHERE delivery_id = $1`,
      [id],
    );
    expect(await problemIn(resend(id))).toMatchObject({ code: "conflict" });
    expect(await resend(id, 2)).toEqual({ waits: false });
  });

  it("is refused while it is being sent, and once its endpoint is deleted", async () => {
    const endpointId = await newEndpoint();
    const sending = await newDelivery({
      endpointId,
      state: "pending",
      sending: true,
      nextAttemptAt: ago(-1),
    });
    const failed = await newDelivery({ endpointId });
    expect(await problemIn(resend(sending.id))).toMatchObject({ code: "conflict" });
    await deleteEndpoint({ ctx: admin, input: { id: endpointId } });
    expect(await problemIn(resend(failed.id))).toMatchObject({ code: "conflict" });
    expect(await deliveryRow(failed.id)).toMatchObject({ state: "exhausted" });
  });

  it("says when it will wait, because its endpoint is paused", async () => {
    const endpointId = await newEndpoint();
    const { id } = await newDelivery({ endpointId });
    await pauseEndpoint({ ctx: admin, input: { id: endpointId } });
    expect(await resend(id)).toEqual({ waits: true });
  });
});

describe("sending all failed again", () => {
  it("is refused to a viewer, the preview too", async () => {
    const call = { ctx: contextOf("viewer"), input: { endpointId: null, since: ago(1), ...counted } };
    expect(await problemIn(resendFailed(call))).toMatchObject({ permission: "webhooks:resend" });
    expect(await problemIn(previewResendFailed(call))).toMatchObject({ permission: "webhooks:resend" });
  });

  it("takes what the preview counted: the failed ones of that endpoint since that time, and no others", async () => {
    const endpointId = await newEndpoint();
    const [inside, before, other, sent] = [
      await newDelivery({ endpointId, at: ago(1) }),
      await newDelivery({ endpointId, at: ago(3) }),
      await newDelivery({ endpointId: await newEndpoint(), at: ago(1) }),
      await newDelivery({ endpointId, state: "delivered", at: ago(1) }),
    ];
    const call = { ctx: operator, input: { endpointId, since: ago(2), ...counted } };
    expect(await previewResendFailed(call)).toMatchObject({ count: 1 });
    expect(await resendFailed(call)).toEqual({ resent: 1, left: 0 });
    expect(await deliveryRow(inside.id)).toMatchObject(due);
    for (const { id } of [before, other]) expect(await deliveryRow(id)).toMatchObject({ state: "exhausted" });
    expect(await deliveryRow(sent.id)).toMatchObject({ state: "delivered" });
    expect(await resendFailed(call)).toEqual({ resent: 0, left: 0 });
    expect(await auditedActions(endpointId)).toContain("webhook_delivery.all_failed_resent");
  });

  it("of all endpoints leaves out those of deleted ones", async () => {
    const [kept, deleted] = [await newEndpoint(), await newEndpoint()];
    const since = ago(100);
    await resendFailed({ ctx: operator, input: { endpointId: null, since, ...counted } });
    await newDelivery({ endpointId: kept, at: ago(1) });
    await newDelivery({ endpointId: deleted, at: ago(1) });
    await deleteEndpoint({ ctx: admin, input: { id: deleted } });
    expect(await resendFailed({ ctx: operator, input: { endpointId: null, since, ...counted } })).toEqual({
      resent: 1,
      left: 0,
    });
  });

  it("leaves alone what was sent again and failed again since it was counted", async () => {
    const endpointId = await newEndpoint();
    const { id } = await newDelivery({ endpointId, at: ago(1) });
    const call = { ctx: operator, input: { endpointId, since: ago(2), ...counted } };
    expect(await resendFailed(call)).toEqual({ resent: 1, left: 0 });
    await runUnprepared(
      "UPDATE webhook_delivery SET state = 'exhausted', next_attempt_at = NULL, updated_at = $2 WHERE id = $1",
      [id, ago(-1)],
    );
    expect(await resendFailed(call)).toEqual({ resent: 0, left: 0 });
  });

  it("takes each delivery once when it is asked for many times at once", async () => {
    const endpointId = await newEndpoint();
    for (let n = 0; n < 20; n++) await newDelivery({ endpointId, at: ago(1) });
    const call = { ctx: operator, input: { endpointId, since: ago(2), ...counted } };
    const results = await Promise.all(Array.from({ length: 5 }, () => resendFailed(call)));
    expect(results.reduce((sum, { resent }) => sum + resent, 0)).toBe(20);
  });
});

describe("a test event", () => {
  it("is refused to a viewer, and for an endpoint that is paused or gone", async () => {
    const input = { id: await newEndpoint(), eventId: newId() };
    expect(await problemIn(sendTestEvent({ ctx: contextOf("viewer"), input }))).toMatchObject({
      permission: "webhooks:resend",
    });
    await pauseEndpoint({ ctx: admin, input });
    expect(await problemIn(sendTestEvent({ ctx: operator, input }))).toMatchObject({ code: "conflict" });
    await deleteEndpoint({ ctx: admin, input });
    expect(await problemIn(sendTestEvent({ ctx: operator, input }))).toMatchObject({ code: "not_found" });
  });

  it("goes to that one endpoint, whatever it asked for, and is one however often it is pressed", async () => {
    const form = endpointForm({ eventTypes: ["payment.refunded"] });
    await createEndpoint({ ctx: admin, input: form });
    await newEndpoint();
    const input = { id: form.id, eventId: newId() };
    const sent = await Promise.all(Array.from({ length: 8 }, () => sendTestEvent({ ctx: operator, input })));
    expect(new Set(sent.map(({ deliveryId }) => deliveryId)).size).toBe(1);
    const { delivery, payload } = await getDelivery({
      ctx: operator,
      input: { id: sent[0]?.deliveryId ?? "" },
    });
    expect(delivery).toMatchObject({ endpointId: form.id, type: "webhook.test", state: "pending" });
    expect(JSON.parse(payload)).toMatchObject({
      type: "webhook.test",
      data: { id: expect.stringMatching(/^we_/), message: "This is a test event." },
    });
    const rows = await runUnprepared("SELECT FROM outbox WHERE event_id = $1", [input.eventId]);
    expect(rows).toHaveLength(1);
  });
});
