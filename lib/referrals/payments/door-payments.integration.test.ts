import { beforeAll, describe, expect, it } from "vitest";
import { aKey } from "@/lib/checkout/testing";
import { pool } from "@/lib/db/pool";
import { newId } from "@/lib/ids";
import { aConversion, aPayment, aReferral, ask, errorIn, made } from "@/lib/referrals/testing";

let programme: Awaited<ReturnType<typeof aReferral>>;
const pay = (body: unknown) => ask(programme.key, "POST", "/api/v1/payments", body);

beforeAll(async () => {
  programme = await aReferral();
});

describe("POST /api/v1/payments", () => {
  it("answers 202 with exactly what was sent", async () => {
    const body = aPayment(programme.uid, {
      referral_email: "somebody.else@example.com",
      subscription_id: "sub_1",
      interval: "month",
      interval_count: 3,
    });
    const { status, body: answer } = await pay(body);
    expect(status).toBe(202);
    expect(answer).toEqual({
      data: { id: expect.stringMatching(/^pay_/), type: "payment", attributes: body },
    });
  });

  it("leaves out what was not sent", async () => {
    const body = aPayment(programme.uid);
    const payment = await made(pay(body));
    expect(payment.attributes).toEqual(body);
  });

  it("shows the payment as the POST did, by any spelling of its id", async () => {
    const payment = await made(pay(aPayment(programme.uid)));
    const shown = await ask(programme.key, "GET", `/api/v1/payments/${payment.id}`);
    expect([shown.status, shown.body]).toEqual([200, { data: payment }]);
  });

  it("keeps an amount beyond what a double can hold", async () => {
    const body = JSON.stringify(aPayment(programme.uid, { amount: 0 })).replace(
      '"amount":0',
      '"amount":9007199254740993',
    );
    const answer = await pay(body);
    expect([answer.status, answer.text.includes('"amount":9007199254740993')]).toEqual([202, true]);
  });

  it.each([
    ["amount", undefined, "is missing"],
    ["amount", "4900", "must be an integer"],
    ["amount", 49.5, "must be an integer"],
    ["amount", null, "must be an integer"],
    ["amount", true, "must be an integer"],
    ["amount", 1e21, "must be at most 9223372036854775807"],
    ["amount", 0, "must be greater than 0"],
    ["amount", -1, "must be greater than 0"],
    ["currency", undefined, "is missing"],
    ["currency", "USD", "must be a supported ISO 4217 code in lower case"],
    ["currency", "xyz", "must be a supported ISO 4217 code in lower case"],
    ["currency", 840, "must be a supported ISO 4217 code in lower case"],
    ["idempotency_key", undefined, "is missing"],
    ["idempotency_key", "", "must be filled"],
    ["idempotency_key", "k".repeat(256), "must be at most 255 characters"],
    ["interval", "week", "must be one of: month, year"],
    ["interval", null, "must be one of: month, year"],
    ["interval_count", 0, "must be greater than 0"],
    ["interval_count", "1", "must be an integer"],
    ["subscription_id", "", "must be filled"],
    ["subscription_id", null, "must be a string"],
    ["referral_uid", "", "must be filled"],
    ["referral_uid", 7, "must be a string"],
    ["referral_email", "", "must be filled"],
  ])("answers 400 to %s = %j: %s", async (field, value, message) => {
    const { status, body } = await pay(aPayment(programme.uid, { [field]: value }));
    expect([status, errorIn(body)]).toEqual([
      400,
      { title: "Validation failed", details: { [field]: [message] } },
    ]);
  });

  it("tells every bad field at once, identifiers that are missing as `referral`", async () => {
    const { status, body } = await pay({ amount: "1", interval: "day" });
    expect([status, errorIn(body).details]).toEqual([
      400,
      {
        amount: ["must be an integer"],
        currency: ["is missing"],
        idempotency_key: ["is missing"],
        interval: ["must be one of: month, year"],
        referral: ["is missing"],
      },
    ]);
  });

  it("allows an interval without a subscription, and a count without an interval", async () => {
    for (const fields of [{ interval: "year" }, { interval_count: 2 }]) {
      const body = aPayment(programme.uid, fields);
      expect((await made(pay(body))).attributes).toEqual(body);
    }
  });

  it("refuses a fraction that a double would round away", async () => {
    const body = JSON.stringify(aPayment(programme.uid)).replace("4900", "4900.00000000000000001");
    expect(errorIn((await pay(body)).body).details).toEqual({ amount: ["must be an integer"] });
  });

  it("reads 4900.0 as the integer 4900", async () => {
    const body = JSON.stringify(aPayment(programme.uid)).replace("4900", "4900.0");
    expect((await made(pay(body))).attributes.amount).toBe(4900);
  });
});

describe("which referral", () => {
  it("matches by uid, by id in any spelling, and by e-mail without case", async () => {
    const { uid, email, referralId } = programme;
    for (const identifier of [
      { referral_uid: uid },
      { referral_id: referralId },
      { referral_email: email.toUpperCase() },
    ]) {
      const body = { ...aPayment(uid), referral_uid: undefined, ...identifier };
      const payment = await made(pay(body));
      expect(await referralOf(payment.id)).toBe(referralId);
    }
  });

  it("lets the first one given decide: uid, then id, then e-mail", async () => {
    const other = await aConversion(programme);
    const both = aPayment(programme.uid, { referral_id: other.referralId, referral_email: other.email });
    expect(await referralOf((await made(pay(both))).id)).toBe(programme.referralId);
    const byId = {
      ...both,
      referral_uid: undefined,
      referral_email: programme.email,
      idempotency_key: newId(),
    };
    expect(await referralOf((await made(pay(byId))).id)).toBe(other.referralId);
  });

  it.each([
    ["uid", { referral_uid: "nobody" }],
    ["uid of another case", "CASE" as const],
    ["id", { referral_uid: undefined, referral_id: newId() }],
    ["id that is none", { referral_uid: undefined, referral_id: "nonsense" }],
    ["e-mail", { referral_uid: undefined, referral_email: "nobody@example.com" }],
  ])("answers 404 to an unknown %s, even when a later one would match", async (_what, fields) => {
    const later = { referral_email: programme.email };
    const given = fields === "CASE" ? { referral_uid: programme.uid.toUpperCase() } : fields;
    const { status, body } = await pay(aPayment("", { ...later, ...given }));
    expect([status, errorIn(body)]).toEqual([404, { title: "Not found", details: "Referral not found" }]);
  });

  it("does not find another merchant's referral or payment", async () => {
    const elsewhere = await aReferral();
    const { status } = await ask(elsewhere.key, "POST", "/api/v1/payments", aPayment(programme.uid));
    const payment = await made(pay(aPayment(programme.uid)));
    const shown = await ask(elsewhere.key, "GET", `/api/v1/payments/${payment.id}`);
    expect([status, shown.status, errorIn(shown.body).details]).toEqual([404, 404, "Payment not found"]);
  });
});

describe("idempotency_key", () => {
  it("is an error when it is seen again, and the first payment stands", async () => {
    const body = aPayment(programme.uid);
    expect((await pay(body)).status).toBe(202);
    const again = await pay({ ...body, amount: 1 });
    expect([again.status, errorIn(again.body)]).toEqual([
      400,
      { title: "Validation failed", details: { idempotency_key: ["has already been taken"] } },
    ]);
  });

  it("is told together with other bad fields, and before an unknown referral", async () => {
    const { idempotency_key } = (await made(pay(aPayment(programme.uid)))).attributes;
    const bad = await pay({ referral_uid: programme.uid, amount: "1", currency: "usd", idempotency_key });
    expect(errorIn(bad.body).details).toEqual({
      amount: ["must be an integer"],
      idempotency_key: ["has already been taken"],
    });
    const unknown = await pay(aPayment("nobody", { idempotency_key }));
    expect(errorIn(unknown.body).details).toEqual({ idempotency_key: ["has already been taken"] });
  });

  it("is used up by a 202 only", async () => {
    const body = aPayment(programme.uid);
    expect((await pay({ ...body, amount: 0 })).status).toBe(400);
    expect((await pay({ ...body, referral_uid: "nobody" })).status).toBe(404);
    expect((await pay(body)).status).toBe(202);
  });

  it("belongs to one merchant, and is compared exactly", async () => {
    const elsewhere = await aReferral();
    const body = aPayment(programme.uid, { idempotency_key: `Key-${newId()}` });
    await made(pay(body));
    await made(pay({ ...body, idempotency_key: body.idempotency_key.toLowerCase() }));
    await made(ask(elsewhere.key, "POST", "/api/v1/payments", { ...body, referral_uid: elsewhere.uid }));
  });

  it("makes one payment and one commission of 100 parallel requests: one 202, ninety-nine 400", async () => {
    const body = aPayment(programme.uid);
    const answers = await Promise.all(Array.from({ length: 100 }, () => pay(body)));
    expect(answers.filter(({ status }) => status === 202)).toHaveLength(1);
    const refused = answers.filter(({ status }) => status === 400);
    expect(refused).toHaveLength(99);
    for (const { body } of refused) {
      expect(errorIn(body).details).toEqual({ idempotency_key: ["has already been taken"] });
    }
    const { rows } = await pool().query(
      `SELECT count(DISTINCT p.id)::int AS payments, count(c.id)::int AS commissions
       FROM payment p LEFT JOIN commission c ON c.payment_id = p.id WHERE p.idempotency_key = $1`,
      [body.idempotency_key],
    );
    expect(rows).toEqual([{ payments: 1, commissions: 1 }]);
  });
});

describe("who may", () => {
  it.each([
    ["POST", "/api/v1/payments"],
    ["POST", "/api/v1/refunds"],
    ["GET", "/api/v1/partners"],
    ["POST", "/api/v2/tracking/conversion"],
  ])("answers 401 to %s %s without a key or with a wrong one, and writes nothing", async (method, path) => {
    for (const secret of [null, "cf_wrong"]) {
      const { status, body } = await ask(secret, method, path, method === "GET" ? undefined : {});
      expect([status, errorIn(body)]).toEqual([
        401,
        { title: "Unauthorized", details: "Missing or invalid API key" },
      ]);
    }
  });

  it.each([
    ["POST", "/api/v1/payments"],
    ["POST", "/api/v1/refunds"],
    ["POST", "/api/v1/referrals/churn"],
    ["POST", "/api/v1/partners"],
    ["POST", "/api/v1/partnerships"],
    ["PATCH", "/api/v1/partnerships/x"],
    ["PATCH", "/api/v1/referrals/x"],
    ["POST", "/api/v2/tracking/conversion"],
  ])("answers 403 to %s %s by a key that may only read", async (method, path) => {
    const reader = await aKey(programme.merchant.id, ["payments:read"]);
    const { status, body } = await ask(reader, method, path, {});
    expect([status, typeof errorIn(body).details]).toEqual([403, "string"]);
  });

  it("answers 404, 405, 413 and bad bodies in this door's shapes", async () => {
    const { key } = programme;
    expect((await ask(key, "GET", "/api/v1/nothing")).status).toBe(404);
    const wrong = await ask(key, "DELETE", "/api/v1/payments");
    expect([wrong.status, typeof errorIn(wrong.body).details, wrong.headers.get("allow")]).toEqual([
      405,
      "string",
      "POST",
    ]);
    const large = await ask(key, "POST", "/api/v1/payments", `{"a":"${"x".repeat(1_048_576)}"}`);
    expect([large.status, typeof errorIn(large.body).details]).toEqual([413, "string"]);
    for (const body of ["{", "[]", "", '"text"']) {
      const { status, body: answer } = await pay(body);
      expect([status, typeof errorIn(answer).details]).toEqual([400, "object"]);
    }
    const nul = await pay(aPayment("a\u0000b"));
    expect([nul.status, errorIn(nul.body).details]).toMatchObject([
      400,
      { referral_uid: [expect.any(String)] },
    ]);
  });
});

async function referralOf(paymentId: string): Promise<string> {
  const { body } = await ask(programme.key, "GET", "/api/v1/commissions");
  const commission = body.data?.find(({ attributes }) => attributes.payment_id === paymentId);
  return String(commission?.attributes.referral_id);
}
