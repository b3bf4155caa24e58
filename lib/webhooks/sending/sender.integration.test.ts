import { createHmac } from "node:crypto";
import { setTimeout as delay } from "node:timers/promises";
import { Webhook } from "standardwebhooks";
import { afterEach, beforeEach, describe, expect, it, onTestFinished, vi } from "vitest";
import { currentTime, setKnownOffset } from "@/lib/clock/clock";
import { runUnprepared } from "@/lib/db/sql";
import { holdDatabase, releaseElsewhere } from "@/lib/deployment/testing";
import { HOUR_MS } from "@/lib/durations";
import { newId, spellId } from "@/lib/ids";
import { DELIVERY_ATTEMPTS_MAX } from "./schedule";
import { STAND_BY_MS, startSender } from "./sender";
import { anEndpoint, anEvent, aReceiver } from "./testing-receiver";

beforeEach(() => {
  vi.stubEnv("WEBHOOK_ALLOWED_ADDRESSES", "127.0.0.1");
});

afterEach(async () => {
  await runUnprepared("UPDATE webhook_endpoint SET deleted_at = now()", []);
});

function send(): void {
  const sender = startSender();
  onTestFinished(sender.stop);
}

// Some wait for a second attempt, which comes five seconds after the first, or for eight looks at the clock.
vi.setConfig({ testTimeout: 120_000 });
const WITHIN = { timeout: 30_000, interval: 20 };

describe("while the database is held", () => {
  it("nothing is sent, and what waits is sent once it is released, by a sender that was not told", async () => {
    const receiver = await aReceiver();
    await anEndpoint(receiver.url);
    await holdDatabase();
    await anEvent("payment.succeeded", newId());
    send();
    await delay(2 * STAND_BY_MS);
    expect(receiver.received).toEqual([]);
    await releaseElsewhere();
    await vi.waitFor(() => expect(receiver.received).toHaveLength(1), WITHIN);
  });
});

describe("a delivery", () => {
  it("is verified by the specification's own library, by another implementation, and by neither once altered or old", async () => {
    const receiver = await aReceiver();
    const { secret } = await anEndpoint(receiver.url);
    const paymentId = newId();
    const eventId = await anEvent("payment.succeeded", paymentId, {
      status: "succeeded",
      amountMinor: "4900",
    });
    send();
    await vi.waitFor(() => expect(receiver.received).toHaveLength(1), WITHIN);
    const [message] = receiver.received;
    if (!message) throw new Error("nothing came");
    expect(message.id).toBe(spellId("evt", eventId));
    expect(message.json).toEqual({
      type: "payment.succeeded",
      timestamp: expect.stringMatching(/Z$/),
      data: { id: spellId("pay", paymentId), status: "succeeded", amountMinor: "4900" },
    });
    const headers = {
      "webhook-id": message.id,
      "webhook-timestamp": message.timestamp,
      "webhook-signature": message.signature,
    };
    expect(new Webhook(secret).verify(message.body, headers)).toEqual(message.json);
    expect(message.signature).toBe(signedByHand(secret, message));
    expect(() => new Webhook(secret).verify(message.body.replace("4900", "4901"), headers)).toThrow();
    const stale = { ...headers, "webhook-timestamp": String(Number(message.timestamp) - 3_600) };
    expect(() => new Webhook(secret).verify(message.body, stale)).toThrow();
  });

  it("goes only to the endpoints that asked for its type and its merchant", async () => {
    const [all, some, others] = [await aReceiver(), await aReceiver(), await aReceiver()];
    await anEndpoint(all.url);
    await anEndpoint(some.url, { types: ["payment.refunded"] });
    const [merchant] = await runUnprepared<{ id: string }>("SELECT id FROM merchant LIMIT 1", []);
    if (merchant) await anEndpoint(others.url, { merchantId: merchant.id });
    await anEvent("payment.succeeded", newId());
    await anEvent("payment.refunded", newId());
    send();
    await vi.waitFor(() => expect([all.received.length, some.received.length]).toEqual([2, 1]), WITHIN);
    expect(some.received[0]?.json.type).toBe("payment.refunded");
    expect(others.received).toEqual([]);
  });

  it("waits for the one before it of the same payment, and for no other", async () => {
    const receiver = await aReceiver();
    await anEndpoint(receiver.url);
    const [slow, quick] = [newId(), newId()];
    let broken = true;
    receiver.answerWith((res, { json }) => {
      const fails = broken && json.data.id === spellId("pay", slow);
      res.writeHead(fails ? 500 : 204).end();
    });
    for (let step = 1; step <= 5; step++) {
      await anEvent("payment.adjusted", slow, { step });
      await anEvent("payment.adjusted", quick, { step });
    }
    send();
    const stepsOf = (id: string) =>
      receiver.received
        .filter(({ json }) => json.data.id === spellId("pay", id))
        .map(({ json }) => json.data.step);
    await vi.waitFor(() => expect(stepsOf(quick)).toEqual([1, 2, 3, 4, 5]), WITHIN);
    expect(stepsOf(slow)).toEqual([1]);
    broken = false;
    await vi.waitFor(() => expect(stepsOf(slow)).toEqual([1, 1, 2, 3, 4, 5]), WITHIN);
    const ids = receiver.received.filter(
      ({ json }) => json.data.step === 1 && json.data.id === spellId("pay", slow),
    );
    expect(new Set(ids.map(({ id }) => id)).size).toBe(1);
  });

  it("is made of an event that was committed late, after younger ones were sent", async () => {
    const receiver = await aReceiver();
    await anEndpoint(receiver.url);
    const { pool } = await import("@/lib/db/pool");
    const late = await pool().connect();
    onTestFinished(() => late.release());
    await late.query("BEGIN");
    await late.query(
      `INSERT INTO outbox (event_id, type, object_id, request_id, data, occurred_at)
       VALUES ($1, 'payment.created', 'late', 'test', '{"late": true}', now())`,
      [newId()],
    );
    send();
    await anEvent("payment.created", newId(), { late: false });
    await anEvent("payment.created", newId(), { late: false });
    await late.query("COMMIT");
    await vi.waitFor(() => expect(receiver.received).toHaveLength(3), WITHIN);
    expect(receiver.received.filter(({ json }) => json.data.late)).toHaveLength(1);
  });
});

describe("an endpoint", () => {
  it("that says 410 is paused at once, is sent nothing more, and everything once it is resumed", async () => {
    const receiver = await aReceiver();
    const { id } = await anEndpoint(receiver.url);
    receiver.answerWith((res) => res.writeHead(410).end());
    await anEvent("payment.created", newId());
    send();
    await vi.waitFor(
      async () => expect(await endpointState(id)).toMatchObject({ pausedReason: "gone" }),
      WITHIN,
    );
    await anEvent("payment.created", newId());
    await vi.waitFor(async () => expect(await pendingOf(id)).toBe(2), WITHIN);
    expect(receiver.received).toHaveLength(1);
    receiver.answerWith((res) => res.writeHead(204).end());
    await runUnprepared(
      "UPDATE webhook_endpoint SET state = 'active', paused_reason = NULL, paused_at = NULL WHERE id = $1",
      [id],
    );
    await vi.waitFor(async () => expect(await pendingOf(id)).toBe(0), WITHIN);
    expect(receiver.received).toHaveLength(3);
  });

  it("that has another address by the time the old one fails is tried there, and stays as it is", async () => {
    const [old, next] = [await aReceiver(), await aReceiver()];
    const { id } = await anEndpoint(old.url);
    old.answerWith(async (res) => {
      await runUnprepared("UPDATE webhook_endpoint SET url = $2 WHERE id = $1", [id, next.url]);
      res.writeHead(410).end();
    });
    await anEvent("payment.created", newId());
    send();
    await vi.waitFor(async () => expect(await deliveryOf(id)).toMatchObject({ state: "delivered" }), WITHIN);
    expect([old.received.length, next.received.length]).toEqual([1, 1]);
    expect(await endpointState(id)).toMatchObject({ state: "active", pausedReason: null });
  });

  it("is tried eight times over the hours of the schedule, and is paused when it has failed for five days", async () => {
    const receiver = await aReceiver();
    const { id } = await anEndpoint(receiver.url);
    receiver.answerWith((res) => res.writeHead(500).end("out of order"));
    await anEvent("payment.created", newId());
    send();
    for (let attempts = 1; attempts <= DELIVERY_ATTEMPTS_MAX; attempts++) {
      await vi.waitFor(async () => expect(await attemptsOf(id)).toBe(attempts), WITHIN);
      setKnownOffset((await offsetMs()) + 11 * HOUR_MS);
    }
    await vi.waitFor(async () => expect(await deliveryOf(id)).toMatchObject({ state: "exhausted" }), WITHIN);
    expect(await endpointState(id)).toMatchObject({ state: "active", pausedReason: null });
    setKnownOffset((await offsetMs()) + 5 * 24 * HOUR_MS);
    await anEvent("payment.created", newId());
    await vi.waitFor(
      async () => expect(await endpointState(id)).toMatchObject({ pausedReason: "failing" }),
      WITHIN,
    );
    const [audited] = await runUnprepared("SELECT data FROM audit_entry WHERE object_id = $1", [id]);
    expect(audited).toMatchObject({ data: { reason: "failing" } });
  });
});

async function offsetMs(): Promise<number> {
  return (await currentTime()).getTime() - Date.now();
}

async function endpointState(id: string) {
  const [row] = await runUnprepared(
    `SELECT state, paused_reason AS "pausedReason" FROM webhook_endpoint WHERE id = $1`,
    [id],
  );
  return row;
}

async function deliveryOf(endpointId: string) {
  const [row] = await runUnprepared("SELECT * FROM webhook_delivery WHERE endpoint_id = $1", [endpointId]);
  return row;
}

async function attemptsOf(endpointId: string): Promise<number> {
  const rows = await runUnprepared(
    `SELECT 1 FROM webhook_attempt a JOIN webhook_delivery d ON d.id = a.delivery_id
     WHERE d.endpoint_id = $1 AND a.outcome = 'server_error'`,
    [endpointId],
  );
  return rows.length;
}

async function pendingOf(endpointId: string): Promise<number> {
  const rows = await runUnprepared(
    "SELECT 1 FROM webhook_delivery WHERE endpoint_id = $1 AND state = 'pending'",
    [endpointId],
  );
  return rows.length;
}

// The specification in six lines, without its library.
function signedByHand(
  secret: string,
  { id, timestamp, body }: { id: string; timestamp: string; body: string },
): string {
  const key = Buffer.from(secret.slice("whsec_".length), "base64");
  return `v1,${createHmac("sha256", key).update(`${id}.${timestamp}.${body}`).digest("base64")}`;
}
