import { beforeAll, describe, expect, it } from "vitest";
import { setKnownOffset } from "@/lib/clock/clock";
import { pool } from "@/lib/db/pool";
import { DAY_MS } from "@/lib/durations";
import { newId } from "@/lib/ids";
import {
  aConversion,
  aPayment,
  aProgramme,
  aReferral,
  ask,
  errorIn,
  historyOf,
  made,
  statesOf,
} from "./testing";

describe("which referrals take a payment", () => {
  it("refuses a rejected referral", async () => {
    const { key, uid, referralId } = await aReferral();
    await made(ask(key, "PATCH", `/api/v1/referrals/${referralId}`, { state: "rejected" }));
    expect(await refusalOf(key, uid)).toEqual(notPayable("is rejected"));
  });

  it("refuses an expired referral as soon as its window has closed, and keeps it expired", async () => {
    const { key, uid } = await aReferral({ referral_expiry_days: 7 });
    setKnownOffset(7 * DAY_MS);
    try {
      expect(await refusalOf(key, uid)).toEqual(notPayable("has expired"));
    } finally {
      setKnownOffset(0);
    }
    expect(await refusalOf(key, uid)).toEqual(notPayable("has expired"));
  });

  it("never expires where the window is 0, nor a referral that has paid", async () => {
    const never = await aReferral({ referral_expiry_days: 0 });
    const paid = await aReferral({ referral_expiry_days: 7 });
    await made(ask(paid.key, "POST", "/api/v1/payments", aPayment(paid.uid)));
    setKnownOffset(300 * DAY_MS);
    try {
      await made(ask(never.key, "POST", "/api/v1/payments", aPayment(never.uid)));
      await made(ask(paid.key, "POST", "/api/v1/payments", aPayment(paid.uid)));
    } finally {
      setKnownOffset(0);
    }
  });

  it("refuses a referral of a terminated partnership", async () => {
    const { key, uid, partnershipId } = await aReferral();
    await made(ask(key, "PATCH", `/api/v1/partnerships/${partnershipId}`, { state: "terminated" }));
    expect(await refusalOf(key, uid)).toEqual(notPayable("belongs to a terminated partnership"));
  });

  it("uses no idempotency key up with a refusal", async () => {
    const { key, uid, partnershipId } = await aReferral();
    await made(ask(key, "PATCH", `/api/v1/partnerships/${partnershipId}`, { state: "terminated" }));
    const body = aPayment(uid);
    await ask(key, "POST", "/api/v1/payments", body);
    const { rows } = await pool().query("SELECT 1 FROM idempotency_record WHERE key = $1", [
      body.idempotency_key,
    ]);
    expect(rows).toEqual([]);
  });
});

describe("POST /api/v1/refunds", () => {
  it("answers ok, and ok again without a change", async () => {
    const { key, uid } = await aReferral();
    const payment = await made(ask(key, "POST", "/api/v1/payments", aPayment(uid)));
    const body = { payment_id: payment.attributes.idempotency_key };
    for (let n = 0; n < 2; n++) {
      const { status, body: answer } = await ask(key, "POST", "/api/v1/refunds", body);
      expect([status, answer]).toEqual([200, { message: "ok" }]);
    }
    const { rows } = await pool().query(
      `SELECT p.amount_minor::int AS left, p.version, c.state FROM payment p JOIN commission c ON c.payment_id = p.id
       WHERE p.idempotency_key = $1`,
      [body.payment_id],
    );
    expect(rows).toEqual([{ left: 0, version: 2, state: "rejected" }]);
  });

  it("refunds once of 20 at once", async () => {
    const { key, uid } = await aReferral();
    const payment = await made(ask(key, "POST", "/api/v1/payments", aPayment(uid)));
    const body = { payment_id: payment.attributes.idempotency_key };
    const answers = await Promise.all(
      Array.from({ length: 20 }, () => ask(key, "POST", "/api/v1/refunds", body)),
    );
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200]));
    const { rows } = await pool().query("SELECT version FROM payment WHERE idempotency_key = $1", [
      body.payment_id,
    ]);
    expect(rows).toEqual([{ version: 2 }]);
  });

  it("answers 400 when payment_id is missing and 404 when there is no such payment", async () => {
    const { key, uid } = await aReferral();
    const missing = await ask(key, "POST", "/api/v1/refunds", {});
    expect([missing.status, errorIn(missing.body).details]).toEqual([400, { payment_id: ["is missing"] }]);
    const unknown = await ask(key, "POST", "/api/v1/refunds", { payment_id: "nothing" });
    expect([unknown.status, errorIn(unknown.body).details]).toEqual([404, "Payment not found"]);
    const payment = await made(ask(key, "POST", "/api/v1/payments", aPayment(uid)));
    const elsewhere = await aProgramme();
    const foreign = { payment_id: payment.attributes.idempotency_key };
    expect((await ask(elsewhere.key, "POST", "/api/v1/refunds", foreign)).status).toBe(404);
  });
});

describe("POST /api/v1/referrals/churn", () => {
  it("answers with the referral, times in Unix seconds; a later payment brings it back to paid", async () => {
    const { key, uid, email, referralId } = await aReferral();
    await made(ask(key, "POST", "/api/v1/payments", aPayment(uid)));
    const churned = await ask(key, "POST", "/api/v1/referrals/churn", { referral_email: email });
    const now = Math.floor(Date.now() / 1_000);
    expect([churned.status, churned.body.data]).toEqual([
      200,
      {
        id: referralId,
        type: "referral",
        attributes: {
          email,
          uid,
          state: "churned",
          state_set_at: expect.any(Number),
          created_at: expect.any(Number),
          updated_at: expect.any(Number),
        },
      },
    ]);
    expect(Math.abs(now - Number(churned.body.data?.attributes.state_set_at))).toBeLessThan(60);
    const again = await ask(key, "POST", "/api/v1/referrals/churn", { referral_uid: uid });
    expect([again.status, again.body]).toEqual([200, churned.body]);
    await made(ask(key, "POST", "/api/v1/payments", aPayment(uid)));
    expect(await statesOf(key, "referrals")).toEqual(["paid"]);
    expect(await historyOf(referralId)).toEqual(["converted", "paid", "churned", "paid"]);
  });

  it("answers 400 without an identifier and to one that never paid, 404 to an unknown one", async () => {
    const { key, uid } = await aReferral();
    const churn = (body: unknown) => ask(key, "POST", "/api/v1/referrals/churn", body);
    const none = await churn({});
    expect([none.status, errorIn(none.body).details]).toEqual([400, { referral: ["is missing"] }]);
    const empty = await churn({ referral_uid: "" });
    expect([empty.status, errorIn(empty.body).details]).toEqual([400, { referral_uid: ["must be filled"] }]);
    const unpaid = await churn({ referral_uid: uid });
    expect([unpaid.status, errorIn(unpaid.body).details]).toEqual([400, { referral: ["has not paid yet"] }]);
    const unknown = await churn({ referral_uid: "nobody", referral_id: uid });
    expect([unknown.status, errorIn(unknown.body).details]).toEqual([404, "Referral not found"]);
  });
});

describe("a referral's e-mail address", () => {
  it("is one in any case and composition, and is given back as it was sent", async () => {
    const { key, slug } = await aProgramme();
    const id = newId();
    const email = `Pelé-${id}@Example.com`;
    const convert = (address: string) =>
      ask(key, "POST", "/api/v2/tracking/conversion", { affiliate_slug: slug, email: address });
    expect((await made(convert(email))).attributes.email).toBe(email);
    expect((await convert(`PELE\u0301-${id}@EXAMPLE.COM`)).status).toBe(409);
    const paid = { ...aPayment(""), referral_uid: undefined, referral_email: `pele\u0301-${id}@example.com` };
    expect((await ask(key, "POST", "/api/v1/payments", paid)).status).toBe(202);
  });
});

describe("POST /api/v2/tracking/conversion", () => {
  let programme: Awaited<ReturnType<typeof aProgramme>>;
  const convert = (body: unknown) => ask(programme.key, "POST", "/api/v2/tracking/conversion", body);

  beforeAll(async () => {
    programme = await aProgramme();
  });

  it("makes a converted referral of an e-mail or a uid", async () => {
    const email = `${newId()}@example.com`;
    const { status, body } = await convert({ affiliate_slug: programme.slug, email });
    expect([status, body.data?.type, body.data?.attributes]).toMatchObject([
      201,
      "referral",
      { email, uid: null, state: "converted" },
    ]);
    expect((await convert({ affiliate_slug: programme.slug, uid: newId() })).status).toBe(201);
  });

  it("answers 409 to a customer who is a referral already, e-mail without case", async () => {
    const { uid, email } = await aConversion(programme);
    for (const who of [{ uid }, { email: email.toUpperCase() }, { uid: newId(), email }]) {
      const { status, body } = await convert({ affiliate_slug: programme.slug, ...who });
      expect([status, body]).toEqual([409, { error: "Referral already exists" }]);
    }
  });

  it("makes one referral of 20 at once", async () => {
    const body = { affiliate_slug: programme.slug, uid: newId() };
    const answers = await Promise.all(Array.from({ length: 20 }, () => convert(body)));
    expect(answers.map(({ status }) => status).sort()).toEqual([201, ...Array<number>(19).fill(409)]);
  });

  it.each([
    ["an unknown slug", { affiliate_slug: "nobody", uid: "u" }],
    ["no slug", { uid: "u" }],
    ["neither e-mail nor uid", {}],
    ["a bad e-mail", { email: "nobody" }],
    ["an empty uid", { uid: "" }],
  ])("answers 400 Invalid request to %s", async (_what, fields) => {
    const slug = "affiliate_slug" in fields || "uid" in fields ? {} : { affiliate_slug: programme.slug };
    const { status, body } = await convert({ ...slug, ...fields });
    expect([status, body]).toEqual([400, { error: "Invalid request" }]);
  });

  it("answers 400 to the slug of a terminated partnership", async () => {
    const { key, slug, partnershipId } = await aProgramme();
    await made(ask(key, "PATCH", `/api/v1/partnerships/${partnershipId}`, { state: "terminated" }));
    const answer = await ask(key, "POST", "/api/v2/tracking/conversion", {
      affiliate_slug: slug,
      uid: newId(),
    });
    expect([answer.status, answer.body]).toEqual([400, { error: "Invalid request" }]);
  });
});

async function refusalOf(key: string, uid: string) {
  const { status, body } = await ask(key, "POST", "/api/v1/payments", aPayment(uid));
  return [status, errorIn(body)];
}

function notPayable(message: string) {
  return [400, { title: "Referral not payable", details: { referral: [message] } }];
}
