import { describe, expect, it } from "vitest";
import { setKnownOffset } from "@/lib/clock/clock";
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
  TERMS,
} from "./testing";

describe("partners and partnerships", () => {
  it("makes a partner and refuses a slug twice within a merchant", async () => {
    const { key, slug } = await aProgramme();
    const partner = { name: "Sam", email: "sam@example.com", slug };
    const twice = await ask(key, "POST", "/api/v1/partners", partner);
    expect([twice.status, errorIn(twice.body).details]).toEqual([400, { slug: ["has already been taken"] }]);
    const elsewhere = await aProgramme();
    expect((await ask(elsewhere.key, "POST", "/api/v1/partners", partner)).status).toBe(201);
    const bad = await ask(key, "POST", "/api/v1/partners", { email: "x", slug: "" });
    expect([bad.status, Object.keys(errorIn(bad.body).details as object).sort()]).toEqual([
      400,
      ["email", "name", "slug"],
    ]);
  });

  it("makes an accepted partnership that says its terms", async () => {
    const { key, partnerId } = await aProgramme();
    const commission = { type: "flat", amount: 1500, currency: "eur", recurrence: "months", months: 12 };
    const body = { partner_id: partnerId, ...TERMS, commission };
    const { attributes } = await made(ask(key, "POST", "/api/v1/partnerships", body));
    expect(attributes).toMatchObject({ ...body, state: "accepted" });
  });

  it.each([
    ["commission", undefined, "commission"],
    ["commission", { type: "gift", recurrence: "lifetime" }, "commission.type"],
    ["commission", { type: "percent", recurrence: "lifetime" }, "commission.basis_points"],
    [
      "commission",
      { type: "percent", basis_points: 10_001, recurrence: "lifetime" },
      "commission.basis_points",
    ],
    [
      "commission",
      { type: "flat", amount: -1, currency: "eur", recurrence: "lifetime" },
      "commission.amount",
    ],
    ["commission", { type: "percent", basis_points: 1, recurrence: "months" }, "commission.months"],
    ["commission", { type: "percent", basis_points: 1 }, "commission.recurrence"],
    ["hold_days", -1, "hold_days"],
    ["referral_expiry_days", "90", "referral_expiry_days"],
    ["minimum_payout", -1, "minimum_payout"],
  ])("answers 400 to %s = %j on %s", async (field, value, path) => {
    const { key, partnerId } = await aProgramme();
    const body = { partner_id: partnerId, ...TERMS, [field]: value };
    const { status, body: answer } = await ask(key, "POST", "/api/v1/partnerships", body);
    expect([status, Object.keys(errorIn(answer).details as object)]).toEqual([400, [path]]);
  });

  it("moves a partnership as its life allows, once", async () => {
    const { key, partnershipId } = await aProgramme();
    const patch = (state: unknown) => ask(key, "PATCH", `/api/v1/partnerships/${partnershipId}`, { state });
    expect((await patch("declined")).status).toBe(400);
    expect((await patch("nonsense")).status).toBe(400);
    expect((await patch("terminated")).body.data?.attributes.state).toBe("terminated");
    expect((await patch("terminated")).status).toBe(200);
    expect((await patch("accepted")).status).toBe(400);
    const elsewhere = await aProgramme();
    const foreign = await ask(elsewhere.key, "PATCH", `/api/v1/partnerships/${partnershipId}`, {
      state: "accepted",
    });
    expect([foreign.status, errorIn(foreign.body).details]).toEqual([404, "Partnership not found"]);
  });

  it("rejects a referral for good, and nothing else", async () => {
    const { key, referralId } = await aReferral();
    const patch = (state: string) => ask(key, "PATCH", `/api/v1/referrals/${referralId}`, { state });
    expect((await patch("paid")).status).toBe(400);
    expect((await patch("rejected")).body.data?.attributes.state).toBe("rejected");
    expect((await patch("rejected")).status).toBe(200);
    expect(await historyOf(referralId)).toEqual(["converted", "rejected"]);
  });
});

describe("lists", () => {
  it("answers newest first, filtered by state and time, at most 50 on a page", async () => {
    const { key, slug, uid } = await aReferral();
    await made(ask(key, "POST", "/api/v1/payments", aPayment(uid)));
    const second = await aConversion({ key, slug });
    const list = async (query: string) => {
      const { body } = await ask(key, "GET", `/api/v1/referrals${query}`);
      return body.data?.map(({ attributes }) => attributes.uid);
    };
    expect(await list("")).toEqual([second.uid, uid]);
    expect(await list("?state_eq=paid")).toEqual([uid]);
    expect(await list("?per_page=1&page=2")).toEqual([uid]);
    expect(await list("?per_page=1000")).toHaveLength(2);
    expect(await list("?page=9")).toEqual([]);
    const now = Math.floor(Date.now() / 1_000);
    expect(await list(`?created_at_gt=${now + 60}`)).toEqual([]);
    expect(await list(`?created_at_lt=${now - 60}`)).toEqual([]);
    expect(await list(`?created_at_gt=${now - 60}&created_at_lt=${now + 60}`)).toHaveLength(2);
    for (const query of ["?state_eq=x", "?page=0", "?page=x", "?per_page=0", "?created_at_gt=soon"])
      expect((await ask(key, "GET", `/api/v1/referrals${query}`)).status).toBe(400);
  });

  it("narrows partners by name and both addresses, and referrals by address and when their state was set", async () => {
    const { key } = await aProgramme();
    const [email, paypal] = [`Zoe.${newId()}@lake.example`, `pay.${newId()}@lake.example`];
    const partner = { name: "Zoe\u0301 Quinn", email, paypal_email: paypal, slug: newId() };
    const { id } = await made(ask(key, "POST", "/api/v1/partners", partner));
    const found = async (path: string, query: Record<string, string>) =>
      (await ask(key, "GET", `${path}?${new URLSearchParams(query)}`)).body.data?.map((each) => each.id);
    expect(await found("/api/v1/partners", { name_eq: "Zoé Quinn" })).toEqual([id]);
    expect(await found("/api/v1/partners", { name_eq: "zoé quinn" })).toEqual([]);
    expect(await found("/api/v1/partners", { email_eq: email.toUpperCase() })).toEqual([id]);
    expect(await found("/api/v1/partners", { paypal_email_eq: paypal })).toEqual([id]);
    expect(await found("/api/v1/partners", { paypal_email_eq: email })).toEqual([]);
    const customer = `ana.${newId()}@shop.example`;
    const conversion = { affiliate_slug: partner.slug, email: customer };
    await made(ask(key, "POST", "/api/v1/partnerships", { partner_id: id, ...TERMS }));
    const referral = await made(ask(key, "POST", "/api/v2/tracking/conversion", conversion));
    const referrals = (query: Record<string, string>) => found("/api/v1/referrals", query);
    expect(await referrals({ email_eq: customer.toUpperCase() })).toEqual([referral.id]);
    expect(await referrals({ email_eq: "nobody@shop.example" })).toEqual([]);
    const written = (ms: number) =>
      new Date(Date.now() + ms).toISOString().replace("T", " ").replace(/\..*/, " +0000");
    expect(await referrals({ state_set_at_gt: written(-60_000) })).toEqual([referral.id]);
    expect(await referrals({ state_set_at_lt: written(-60_000) })).toEqual([]);
    expect(await referrals({ state_set_at_gt: written(60_000), email_eq: customer })).toEqual([]);
    const refused = await ask(key, "GET", "/api/v1/referrals?name_eq=Zoe");
    expect([refused.status, Object.keys(errorIn(refused.body).details as object)]).toEqual([
      400,
      ["name_eq"],
    ]);
  });

  it("reads one partner, partnership and referral, and none of another merchant's", async () => {
    const { key, partnerId, partnershipId, referralId } = await aReferral();
    const { key: stranger } = await aProgramme();
    for (const [path, id] of [
      ["partners", partnerId],
      ["partnerships", partnershipId],
      ["referrals", referralId],
    ] as const) {
      const { status, body } = await ask(key, "GET", `/api/v1/${path}/${id}`);
      const { body: list } = await ask(key, "GET", `/api/v1/${path}`);
      expect([status, body.data]).toEqual([200, list.data?.find((each) => each.id === id)]);
      expect((await ask(stranger, "GET", `/api/v1/${path}/${id}`)).status).toBe(404);
    }
  });

  it("says of a commission what it is for, how much and by which rule", async () => {
    const { key, uid, referralId, partnershipId, partnerId } = await aReferral();
    const payment = await made(ask(key, "POST", "/api/v1/payments", aPayment(uid, { amount: 4905 })));
    const { body } = await ask(key, "GET", "/api/v1/commissions?state_eq=pending");
    expect(body.data).toEqual([
      {
        id: expect.stringMatching(/^com_/),
        type: "commission",
        attributes: {
          payment_id: payment.id,
          referral_id: referralId,
          partnership_id: partnershipId,
          // 10 % of 49.05 is 4.905: half to even.
          amount: 490,
          currency: "usd",
          state: "pending",
          rule: { type: "percent", basis_points: 1000, recurrence: "lifetime", hold_days: 30 },
          created_at: expect.any(Number),
          state_set_at: expect.any(Number),
        },
      },
    ]);
    const partners = await ask(key, "GET", "/api/v1/partners?state_eq=accepted");
    expect(partners.body.data?.map(({ id }) => id)).toEqual([partnerId]);
    expect(await statesOf(key, "partnerships")).toEqual(["accepted"]);
    expect((await ask((await aProgramme()).key, "GET", "/api/v1/commissions")).body.data).toEqual([]);
  });

  it("approves a commission when its holding period ends", async () => {
    const { key, uid } = await aReferral({ hold_days: 30 });
    await made(ask(key, "POST", "/api/v1/payments", aPayment(uid)));
    expect(await statesOf(key, "commissions")).toEqual(["pending"]);
    setKnownOffset(30 * DAY_MS);
    try {
      expect(await statesOf(key, "commissions")).toEqual(["approved"]);
    } finally {
      setKnownOffset(0);
    }
  });
});
