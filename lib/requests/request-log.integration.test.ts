import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { pool } from "@/lib/db/pool";
import { checkoutDoor } from "@/lib/doors/checkout";
import { connectedDoor } from "@/lib/doors/connected";
import { policyDoor } from "@/lib/doors/policies";
import { conversionDoor, referralDoor } from "@/lib/doors/referrals";
import { tokenDoor } from "@/lib/doors/token";
import { DAY_MS } from "@/lib/durations";
import { newId } from "@/lib/ids";
import { log } from "@/lib/log/log";
import { forgetRequests } from "./forget-requests";
import { KEPT_DAYS } from "./limits";
import { startRequestLog } from "./log-writer";
import { firstIdAt } from "./request-id";
import { aKey, ask, rowOf } from "./testing";

const writer = startRequestLog();
afterAll(() => writer.stop());

let key: Awaited<ReturnType<typeof aKey>>;
beforeAll(async () => {
  key = await aKey();
});

const payment = (idempotencyKey = newId()) => ({ amount: "49.00", currency: "GBP", idempotencyKey });

describe("the request log", () => {
  it("has each request by the id its answer names, with who asked and what it came to", async () => {
    const idempotencyKey = newId();
    const answer = await ask(checkoutDoor, "POST", "/v0/payments", key.secret, payment(idempotencyKey));
    await writer.flush();
    const row = await rowOf(answer);
    expect(row).toMatchObject({
      door: "checkout",
      method: "POST",
      path: "/v0/payments",
      route: "/v0/payments",
      status: 201,
      key_id: key.id,
      merchant_id: key.merchantId,
      idempotency_key: idempotencyKey,
    });
    expect(JSON.parse(row?.request_body ?? "")).toMatchObject({ amount: "49.00" });
    expect(JSON.parse(row?.answer_body ?? "").id).toBe(answer.body.id);
  });

  it("has the requests nobody was let in for, those that match nothing and those with the wrong method", async () => {
    const answers = [
      await ask(checkoutDoor, "GET", "/v0/payments", "wrong"),
      await ask(checkoutDoor, "GET", "/v0/nothing/here", key.secret),
      await ask(checkoutDoor, "DELETE", "/v0/payments", key.secret),
    ];
    await writer.flush();
    const rows = await Promise.all(answers.map(rowOf));
    expect(rows.map((row) => row?.status)).toEqual([401, 404, 405]);
  });

  it("links requests that wrote a payment, replayed it or asked for it", async () => {
    const body = payment();
    const made = await ask(checkoutDoor, "POST", "/v0/payments", key.secret, body);
    const replayed = await ask(checkoutDoor, "POST", "/v0/payments", key.secret, body);
    const read = await ask(checkoutDoor, "GET", `/v0/payments/${made.body.id}`, key.secret);
    const cancelled = await ask(checkoutDoor, "POST", `/v0/payments/${made.body.id}/cancel`, key.secret, {});
    await writer.flush();
    const linked = await Promise.all(
      [made, replayed, read, cancelled].map(async (each) => (await rowOf(each))?.payment_ids),
    );
    expect(linked[0]).toHaveLength(1);
    expect(new Set(linked.flat()).size).toBe(1);
    expect(linked.flat()).toHaveLength(4);
  });

  it("never has a secret, a card number or an account number, whatever door they were sent through", async () => {
    const card = "4242424242424242";
    const account = "62001234567";
    const iban = "GB82WEST12345698765432";
    const canary = {
      ...{ description: `card ${card}`, password: "hunter2", account_number: account, note: iban },
      ...{
        nested: { bank_details: { account_number: account, cvc: "a code on the back" }, key: key.secret },
      },
    };
    const said: string[] = [];
    const spies = (["info", "warn", "error"] as const).map((level) =>
      vi.spyOn(log, level).mockImplementation((...args: unknown[]) => {
        said.push(JSON.stringify(args));
      }),
    );
    const query = `?q=${card}&token=${key.secret}`;
    await ask(checkoutDoor, "POST", `/v0/payments${query}`, key.secret, { ...payment(), ...canary });
    await ask(checkoutDoor, "GET", `/v0/payments/${card}${query}`, key.secret);
    await ask(referralDoor, "POST", `/api/v1/payments${query}`, key.secret, canary);
    await ask(conversionDoor, "POST", `/api/v2/tracking/conversion${query}`, key.secret, canary);
    await ask(connectedDoor, "POST", `/api/payments/payments${query}`, key.secret, canary);
    const basic = `Basic ${Buffer.from(`${key.secret}:`).toString("base64")}`;
    await ask(policyDoor, "POST", `/v1/insurance/policyholders${query}`, basic, canary);
    const form = new URLSearchParams({
      ...{ grant_type: "client_credentials", client_id: key.id, client_secret: key.secret },
    });
    const granted = await tokenDoor(
      new Request("http://counterfoil.test/api/auth/oauth/token", { method: "POST", body: form }),
    );
    const { access_token: token } = (await granted.json()) as { access_token: string };
    expect(token).toContain(".");
    await ask(connectedDoor, "GET", `/api/payments/payments?note=${token}`, token);
    await writer.flush();
    for (const spy of spies) spy.mockRestore();

    const { rows } = await pool().query<{ row: string }>(
      "SELECT row_to_json(r)::text AS row FROM request_log r",
    );
    expect(rows.length).toBeGreaterThan(8);
    for (const secret of [
      key.secret,
      card,
      account,
      iban,
      "hunter2",
      "a code on the back",
      token,
      basic.slice(6),
    ]) {
      expect([secret, rows.filter(({ row }) => row.includes(secret))]).toEqual([secret, []]);
      expect([secret, said.filter((line) => line.includes(secret))]).toEqual([secret, []]);
    }
  });

  it("survives whatever bytes are sent", async () => {
    const strange = await ask(checkoutDoor, "GET", "/v0/payments/%00%ff%ed%a0%80?q=%00", key.secret);
    const half = await ask(checkoutDoor, "POST", "/v0/payments", key.secret, { reference: "a\u0000b\ud83d" });
    await writer.flush();
    expect(await rowOf(strange)).toBeDefined();
    expect(await rowOf(half)).toMatchObject({ status: 400 });
  });

  it("forgets what is older than thirty days, links included, and nothing younger", async () => {
    const old = firstIdAt(new Date(Date.now() - KEPT_DAYS * DAY_MS - 60_000));
    const young = firstIdAt(new Date(Date.now() - KEPT_DAYS * DAY_MS + 60_000));
    for (const id of [old, young]) {
      await pool().query(
        `INSERT INTO request_log (id, occurred_at, door, method, path, query, status, duration_ms, request_characters, answer_characters)
         VALUES ($1, now(), 'checkout', 'GET', '/', '', 200, 1, 0, 0)`,
        [id],
      );
      await pool().query("INSERT INTO request_payment (payment_id, request_id) VALUES ($1, $2)", [
        newId(),
        id,
      ]);
    }
    expect(await forgetRequests()).toBe(1);
    const { rows } = await pool().query(
      "SELECT request_id FROM request_payment WHERE request_id = ANY ($1)",
      [[old, young]],
    );
    expect(rows).toEqual([{ request_id: young }]);
  });
});
