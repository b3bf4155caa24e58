import { beforeAll, describe, expect, it } from "vitest";
import { setKnownOffset } from "@/lib/clock/clock";
import { pool } from "@/lib/db/pool";
import { runAs } from "@/lib/db/testing/roles";
import { newId, spellId } from "@/lib/ids";
import { findViolations } from "@/lib/invariants/find-violations";
import { aKey, aMerchant, ask } from "./testing";

const good = { amount: "49", currency: "EUR" };
let merchant: { id: string; publicId: string };
let key: string;

beforeAll(async () => {
  merchant = await aMerchant();
  key = await aKey(merchant.id);
});

describe("idempotency", () => {
  it("makes one payment of 100 parallel requests: one 201, ninety-nine 200, one id", async () => {
    const body = { ...good, idempotencyKey: newId() };
    const answers = await Promise.all(
      Array.from({ length: 100 }, () => ask(key, "POST", "/v0/payments", body)),
    );
    expect(answers.filter(({ status }) => status === 201)).toHaveLength(1);
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(99);
    expect(new Set(answers.map(({ body }) => body.id)).size).toBe(1);
    const { rows } = await pool().query("SELECT 1 FROM payment WHERE idempotency_key = $1", [
      body.idempotencyKey,
    ]);
    expect(rows).toHaveLength(1);
  });

  it("gives the original back even when the new body differs, and refuses an invalid body", async () => {
    const idempotencyKey = newId();
    const first = await ask(key, "POST", "/v0/payments", { ...good, idempotencyKey });
    const other = await ask(key, "POST", "/v0/payments", { amount: "7", currency: "USD", idempotencyKey });
    expect([other.status, other.body]).toEqual([200, first.body]);
    for (const customerId of [spellId("cus", newId()), "nobody"]) {
      const foreign = await ask(key, "POST", "/v0/payments", { ...good, customerId, idempotencyKey });
      expect([foreign.status, foreign.body]).toEqual([200, first.body]);
    }
    expect(
      (await ask(key, "POST", "/v0/payments", { amount: "x", currency: "USD", idempotencyKey })).status,
    ).toBe(400);
  });

  it("keeps the keys of two merchants, and of two cases, apart", async () => {
    const idempotencyKey = `Order-${newId()}`;
    const elsewhere = await aKey((await aMerchant()).id);
    const statuses = [
      await ask(key, "POST", "/v0/payments", { ...good, idempotencyKey }),
      await ask(elsewhere, "POST", "/v0/payments", { ...good, idempotencyKey }),
      await ask(key, "POST", "/v0/payments", { ...good, idempotencyKey: idempotencyKey.toLowerCase() }),
    ].map(({ status }) => status);
    expect(statuses).toEqual([201, 201, 201]);
  });

  it("answers a cancelled payment's key with that payment as it is now", async () => {
    const body = { ...good, idempotencyKey: newId() };
    const { body: made } = await ask(key, "POST", "/v0/payments", body);
    await ask(key, "POST", `/v0/payments/${made.id}/cancel`);
    const again = await ask(key, "POST", "/v0/payments", body);
    expect([again.status, again.body.id, again.body.status]).toEqual([200, made.id, "cancelled"]);
  });
});

describe("keys, scopes and merchants", () => {
  it("answers 401 without a key or with a wrong one", async () => {
    for (const secret of [null, "cf_wrong", `cf_${"x".repeat(43)}`]) {
      const { status, body } = await ask(secret, "POST", "/v0/payments", good);
      expect([status, body.error]).toEqual([401, "unauthorized"]);
    }
  });

  it("answers 403 to a key that may only read, whatever the body", async () => {
    const reader = await aKey(merchant.id, ["payments:read"]);
    for (const body of [good, { amount: "x" }]) {
      const answer = await ask(reader, "POST", "/v0/payments", body);
      expect([answer.status, answer.body.error]).toEqual([403, "forbidden"]);
      expect(answer.body.message).toContain("payments:write");
    }
    expect((await ask(reader, "GET", "/v0/payments")).status).toBe(200);
  });

  it("wants a merchantId from a key that is bound to none, in any spelling", async () => {
    const unbound = await aKey(null);
    const missing = await ask(unbound, "POST", "/v0/payments", good);
    expect(missing.body.errors?.map(({ field }) => field)).toEqual(["merchantId"]);
    for (const merchantId of [merchant.id, merchant.publicId]) {
      expect((await ask(unbound, "POST", "/v0/payments", { ...good, merchantId })).status).toBe(201);
    }
    expect((await ask(unbound, "POST", "/v0/payments", { ...good, merchantId: newId() })).status).toBe(400);
  });

  it("answers 403 to a bound key that names another merchant, on create and on list", async () => {
    const { publicId } = await aMerchant();
    expect((await ask(key, "POST", "/v0/payments", { ...good, merchantId: publicId })).status).toBe(403);
    expect((await ask(key, "GET", `/v0/payments?merchantId=${publicId}`)).status).toBe(403);
  });

  it("answers 403 to another merchant's customer and to one that is not there", async () => {
    const elsewhere = await aKey((await aMerchant()).id);
    const { body: foreign } = await ask(elsewhere, "POST", "/v0/customers", {
      name: "Bo",
      email: "bo@example.com",
    });
    for (const customerId of [foreign.id, spellId("cus", newId()), "nobody"]) {
      const answer = await ask(key, "POST", "/v0/payments", {
        ...good,
        customerId,
        idempotencyKey: `k${customerId}`,
      });
      expect([answer.status, answer.body.error]).toEqual([403, "forbidden"]);
    }
  });

  it("does not find another merchant's payment", async () => {
    const { body: made } = await ask(key, "POST", "/v0/payments", good);
    const elsewhere = await aKey((await aMerchant()).id);
    for (const [method, path] of [
      ["GET", `/v0/payments/${made.id}`],
      ["POST", `/v0/payments/${made.id}/cancel`],
    ] as const) {
      const answer = await ask(elsewhere, method, path);
      expect([answer.status, answer.body.error]).toEqual([404, "not_found"]);
    }
  });
});

describe("reading", () => {
  it("finds a payment by any spelling of its id", async () => {
    const { body: made } = await ask(key, "POST", "/v0/payments", good);
    const { rows } = await pool().query<{ id: string }>("SELECT id FROM payment WHERE reference = $1", [
      made.id,
    ]);
    const uuid = rows[0]?.id ?? "";
    for (const id of [made.id, uuid, uuid.toUpperCase(), uuid.replaceAll("-", "")]) {
      expect((await ask(key, "GET", `/v0/payments/${id}`)).body).toEqual(made);
    }
    expect((await ask(key, "GET", `/v0/payments/${spellId("pay", newId())}`)).status).toBe(404);
    expect((await ask(key, "GET", "/v0/payments/nonsense")).status).toBe(404);
  });

  it("lists newest first, narrows the total with the filter, and gives [] past the end", async () => {
    const own = await aMerchant();
    const itsKey = await aKey(own.id);
    const made: string[] = [];
    for (let n = 0; n < 5; n++) made.unshift((await ask(itsKey, "POST", "/v0/payments", good)).body.id ?? "");
    await ask(itsKey, "POST", `/v0/payments/${made[0]}/cancel`);
    const list = async (query: string) => {
      const { body } = await ask(itsKey, "GET", `/v0/payments${query}`);
      const { data = [], pagination } = body;
      return { ids: data.map(({ id }) => id), pagination };
    };
    expect(await list("")).toEqual({ ids: made, pagination: { limit: 10, offset: 0, total: 5 } });
    expect(await list("?limit=2&offset=1")).toEqual({
      ids: made.slice(1, 3),
      pagination: { limit: 2, offset: 1, total: 5 },
    });
    expect(await list("?status=cancelled")).toEqual({
      ids: made.slice(0, 1),
      pagination: { limit: 10, offset: 0, total: 1 },
    });
    expect(await list("?offset=99")).toEqual({ ids: [], pagination: { limit: 10, offset: 99, total: 5 } });
    expect((await list(`?customerId=${spellId("cus", newId())}`)).pagination?.total).toBe(0);
    expect((await list(`?merchantId=${own.publicId}`)).pagination?.total).toBe(5);
  });

  it.each([
    "limit=0",
    "limit=101",
    "limit=x",
    "limit=1.5",
    "limit=",
    "offset=-1",
    "offset=x",
    "status=failed",
    "status=",
  ])("answers 400 to ?%s", async (query) => {
    const { status, body } = await ask(key, "GET", `/v0/payments?${query}`);
    expect([status, body.error]).toEqual([400, "validation_error"]);
  });
});

describe("cancel and expiry", () => {
  it("cancels once: of 50 at once one wins, the rest are told", async () => {
    const { body: made } = await ask(key, "POST", "/v0/payments", good);
    const answers = await Promise.all(
      Array.from({ length: 50 }, () => ask(key, "POST", `/v0/payments/${made.id}/cancel`)),
    );
    const won = answers.filter(({ status }) => status === 200);
    expect(won.map(({ body }) => body.status)).toEqual(["cancelled"]);
    for (const { status, body } of answers.filter((each) => !won.includes(each))) {
      expect([status, body.error, body.code]).toEqual([400, "bad_request", "PAYMENT_NOT_CANCELLABLE"]);
    }
  });

  it("shows a link past its time as expired at once, in the list and in its totals too", async () => {
    const own = await aKey((await aMerchant()).id);
    const { body: made } = await ask(own, "POST", "/v0/payments", { ...good, expiresIn: "PT1H" });
    const { body: other } = await ask(own, "POST", "/v0/payments", { ...good, expiresIn: "PT1H" });
    setKnownOffset(2 * 3_600_000);
    try {
      expect((await ask(own, "GET", `/v0/payments/${made.id}`)).body.status).toBe("expired");
      const { body } = await ask(own, "GET", "/v0/payments?status=expired");
      expect(body.pagination?.total).toBe(2);
      expect((await ask(own, "POST", `/v0/payments/${other.id}/cancel`)).body.code).toBe(
        "PAYMENT_NOT_CANCELLABLE",
      );
    } finally {
      setKnownOffset(0);
    }
  });
});

describe("customers", () => {
  it("makes and lists them", async () => {
    const own = await aKey((await aMerchant()).id);
    const input = { name: "Ines", email: "ines@example.com", externalId: "C-1", metadata: { vip: "yes" } };
    const { status, body } = await ask(own, "POST", "/v0/customers", input);
    expect(status).toBe(201);
    expect(body).toMatchObject({ ...input, object: "customer" });
    const listed = await ask(own, "GET", "/v0/customers");
    expect(listed.body).toEqual({
      object: "list",
      data: [body],
      pagination: { limit: 10, offset: 0, total: 1 },
    });
  });

  it("refuses every bad field at once", async () => {
    const { status, body } = await ask(key, "POST", "/v0/customers", { email: "nobody", externalId: null });
    const fields = body.errors?.map(({ field }) => field);
    expect([status, fields?.sort()]).toEqual([400, ["email", "externalId", "name"]]);
  });
});

describe("routes", () => {
  it("answers an unknown route and a wrong method in this door's shape", async () => {
    expect(await ask(key, "GET", "/v0/nothing")).toMatchObject({ status: 404, body: { error: "not_found" } });
    const wrong = await ask(key, "DELETE", "/v0/payments");
    expect(wrong).toMatchObject({ status: 405, body: { error: "bad_request" } });
    expect(wrong.headers.get("allow")).toBe("POST, GET");
  });
});

describe("the history", () => {
  it("refuses UPDATE, DELETE and TRUNCATE on adjustments and audit rows", async () => {
    await ask(key, "POST", "/v0/payments", good);
    for (const table of ["adjustment", "audit_entry"]) {
      for (const text of [
        `UPDATE ${table} SET request_id = 'x'`,
        `DELETE FROM ${table}`,
        `TRUNCATE ${table}`,
      ]) {
        await expect(runAs("owner", text)).rejects.toThrow(/append-only/);
        await expect(pool().query(text)).rejects.toThrow(/permission denied/);
      }
    }
  });

  it("holds every invariant after all of the above", async () => {
    expect(await findViolations()).toEqual([]);
  });
});
