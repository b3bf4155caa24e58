import { beforeAll, expect, it, onTestFinished } from "vitest";
import { contextOf } from "@/lib/auth/testing/contexts";
import { pool } from "@/lib/db/pool";
import { newId, readAnyId } from "@/lib/ids";
import { createKey } from "@/lib/keys/create-key";
import { listenForKeyChanges } from "@/lib/keys/listen-for-key-changes";
import { revokeKey } from "@/lib/keys/revoke-key";
import { rotateKey } from "@/lib/keys/rotate-key";
import { aConversion, anotherPartner, aPayment, aProgramme, ask, made } from "./testing";

const admin = contextOf("admin");

let programme: Awaited<ReturnType<typeof aProgramme>>;
let own: Awaited<ReturnType<typeof aHistory>>;
let others: Awaited<ReturnType<typeof aHistory>>;
let secret: string;

beforeAll(async () => {
  programme = await aProgramme();
  const second = await anotherPartner(programme, "Second Partner");
  [own, others] = [await aHistory(programme), await aHistory(second)];
  ({ secret } = await aPartnersKey(own.partnerId));
});

it.each([
  ["referrals", "referralId"],
  ["partners", "partnerId"],
  ["partnerships", "partnershipId"],
] as const)("lists and gets the %s of its partner alone", async (list, id) => {
  expect(await idsIn(list)).toEqual([own[id]]);
  expect((await ask(secret, "GET", `/api/v1/${list}/${own[id]}`)).status).toBe(200);
  const refused = await ask(secret, "GET", `/api/v1/${list}/${others[id]}`);
  expect([refused.status, refused.text.includes("not found")]).toEqual([404, true]);
});

it("lists the commissions of its partner, and gets the payments that earned them", async () => {
  const { body } = await ask(secret, "GET", "/api/v1/commissions");
  expect(body.data?.map(({ attributes }) => attributes.payment_id)).toEqual([own.paymentId]);
  expect((await ask(secret, "GET", `/api/v1/payments/${own.paymentId}`)).status).toBe(200);
  expect((await ask(secret, "GET", `/api/v1/payments/${others.paymentId}`)).status).toBe(404);
});

it("is given nothing of others by any filter", async () => {
  const filters = ["email_eq=second@example.com", "name_eq=Second+Partner", "state_eq=accepted"];
  for (const filter of filters)
    expect((await idsIn(`partners?${filter}`)).filter((id) => id !== own.partnerId)).toEqual([]);
});

it("writes nothing, and is told so in the door's form", async () => {
  const before = await countOf("referral_payment");
  const refused = await ask(secret, "POST", "/api/v1/payments", aPayment(own.uid));
  expect([refused.status, refused.body.errors]).toEqual([
    403,
    [{ title: "Forbidden", details: "This API key is a partner's own and only reads what is theirs" }],
  ]);
  const conversion = { affiliate_slug: programme.slug, uid: newId() };
  expect((await ask(secret, "POST", "/api/v2/tracking/conversion", conversion)).status).toBe(403);
  expect(await countOf("referral_payment")).toBe(before);
});

it("is of its partner's merchant, has no scopes, and is told of in the audit log", async () => {
  const { key } = await aPartnersKey(own.partnerId);
  expect(key).toMatchObject({
    scopes: [],
    merchant: { id: programme.merchant.id },
    partner: { id: idOf(own) },
  });
  const { rows } = await pool().query<{ data: object; merchant_id: string }>(
    "SELECT data, merchant_id FROM audit_entry WHERE object_id = $1",
    [key.id],
  );
  expect(rows).toEqual([
    { data: { name: "Dashboard", scopes: [], partner: own.partnerId }, merchant_id: programme.merchant.id },
  ]);
});

it("is for a partner of the merchant that was chosen, who is there", async () => {
  const elsewhere = await aProgramme();
  const form = { id: newId(), name: "Dashboard", scopes: [], merchantId: elsewhere.merchant.id };
  for (const partnerId of [idOf(own), newId()])
    await expect(createKey({ ctx: admin, input: { ...form, partnerId } })).rejects.toMatchObject({
      problem: { code: "invalid", issues: [{ path: "partnerId" }] },
    });
});

it("stays its partner's when it is rotated, and reads nothing once it is revoked, wherever that was done", async () => {
  onTestFinished(await listenForKeyChanges());
  const { key } = await aPartnersKey(own.partnerId);
  const input = { id: key.id, newKeyId: newId(), overlapHours: 0 };
  const { key: successor, secret: newSecret } = await rotateKey({ ctx: admin, input });
  expect(successor.partner?.id).toBe(idOf(own));
  expect((await ask(newSecret, "GET", "/api/v1/referrals")).body.data).toHaveLength(1);
  await revokeKey({ ctx: admin, input: { id: successor.id } });
  expect((await ask(newSecret, "GET", "/api/v1/referrals")).status).toBe(401);
});

async function aHistory(of: Awaited<ReturnType<typeof anotherPartner>>) {
  const { uid, referralId } = await aConversion(of);
  const payment = await made(ask(of.key, "POST", "/api/v1/payments", aPayment(uid)));
  return { ...of, uid, referralId, paymentId: payment.id };
}

async function aPartnersKey(partnerId: string) {
  const form = { id: newId(), name: "Dashboard", scopes: [], merchantId: null };
  const { key, secret } = await createKey({
    ctx: admin,
    input: { ...form, partnerId: readAnyId(partnerId) },
  });
  return { key, secret: secret ?? "" };
}

async function idsIn(list: string): Promise<string[]> {
  const { body } = await ask(secret, "GET", `/api/v1/${list}`);
  return body.data?.map(({ id }) => id) ?? [];
}

async function countOf(table: "referral_payment"): Promise<number> {
  const { rows } = await pool().query<{ n: number }>(`SELECT count(*)::int AS n FROM ${table}`);
  return rows[0]?.n ?? -1;
}

function idOf({ partnerId }: { partnerId: string }): string {
  return readAnyId(partnerId) ?? "";
}
