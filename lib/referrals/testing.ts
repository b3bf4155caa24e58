import { aKey, aMerchant } from "@/lib/checkout/testing";
import { pool } from "@/lib/db/pool";
import { conversionDoor, referralDoor } from "@/lib/doors/referrals";
import { newId, readAnyId } from "@/lib/ids";
import type { Scope } from "@/lib/verb/permissions";

/** Whatever the door may answer; a test says what it expects. */
export interface WireBody {
  [other: string]: unknown;
  data?: WireResource & WireResource[];
  errors?: { title: string; details: unknown }[];
  error?: string;
  message?: string;
}

interface WireResource {
  id: string;
  type: string;
  attributes: Record<string, unknown>;
}

/** Asks the door as a client would: through Request and Response. `body` as text is sent as it is. */
export async function ask(
  secret: string | null,
  method: string,
  path: string,
  body?: unknown,
  headers: HeadersInit = {},
) {
  const door = path.startsWith("/api/v2") ? conversionDoor : referralDoor;
  const response = await door(
    new Request(`http://localhost${path}`, {
      method,
      headers: {
        ...(secret && { Authorization: `Bearer ${secret}` }),
        ...(body !== undefined && { "Content-Type": "application/json" }),
        ...headers,
      },
      ...(body !== undefined && { body: typeof body === "string" ? body : JSON.stringify(body) }),
    }),
  );
  const text = await response.text();
  return {
    status: response.status,
    headers: response.headers,
    text,
    body: (text === "" ? {} : JSON.parse(text)) as WireBody,
  };
}

/** A tenth of every payment for ever, held for thirty days. */
export const TERMS = {
  commission: { type: "percent", basis_points: 1000, recurrence: "lifetime" } as Record<string, unknown>,
  hold_days: 30,
  referral_expiry_days: 90,
  minimum_payout: 0,
};

/** A merchant with a key, a partner and their partnership, for one test. */
export async function aProgramme(terms: Partial<typeof TERMS> = {}, scopes?: Scope[]) {
  const merchant = await aMerchant();
  const key = await aKey(merchant.id, scopes);
  const slug = `slug-${newId()}`;
  const partner = await made(
    ask(key, "POST", "/api/v1/partners", { name: "Rosa Partner", email: "rosa@example.com", slug }),
  );
  const partnership = await made(
    ask(key, "POST", "/api/v1/partnerships", { partner_id: partner.id, ...TERMS, ...terms }),
  );
  return { merchant, key, slug, partnerId: partner.id, partnershipId: partnership.id };
}

/** One more partner of a programme's merchant, on terms of their own. */
export async function anotherPartner(
  programme: { merchant: { id: string }; key: string },
  name: string,
  terms: Partial<typeof TERMS> = {},
) {
  const slug = `slug-${newId()}`;
  const partner = await made(
    ask(programme.key, "POST", "/api/v1/partners", { name, email: "another@example.com", slug }),
  );
  const partnership = await made(
    ask(programme.key, "POST", "/api/v1/partnerships", { partner_id: partner.id, ...TERMS, ...terms }),
  );
  return { ...programme, slug, partnerId: partner.id, partnershipId: partnership.id };
}

/** A programme and a referral of it, known by uid and e-mail. */
export async function aReferral(terms: Partial<typeof TERMS> = {}) {
  const programme = await aProgramme(terms);
  return { ...programme, ...(await aConversion(programme)) };
}

export async function aConversion({ key, slug }: { key: string; slug: string }) {
  const uid = `user-${newId()}`;
  const email = `${newId()}@example.com`;
  const body = { affiliate_slug: slug, uid, email };
  const { id } = await made(ask(key, "POST", "/api/v2/tracking/conversion", body));
  return { uid, email, referralId: id };
}

/** A payment of 49.00 by the referral, with a key of its own; fields can be overridden or left out as undefined. */
export function aPayment(uid: string, fields: Record<string, unknown> = {}) {
  return { referral_uid: uid, amount: 4900, currency: "usd", idempotency_key: newId(), ...fields };
}

/** The object that an answer carries; anything else fails the test. */
export async function made(answer: ReturnType<typeof ask>): Promise<WireResource> {
  const { status, text, body } = await answer;
  if (status >= 300 || !body.data) throw new Error(`Expected an object, got ${status} ${text}`);
  return body.data;
}

/** The only error of an answer. */
export function errorIn(body: WireBody): { title: string; details: unknown } {
  const [error, ...others] = body.errors ?? [];
  if (!error || others.length > 0) throw new Error(`Expected one error, got ${JSON.stringify(body)}`);
  return error;
}

/** The states on a list's first page. */
export async function statesOf(key: string, list: "referrals" | "commissions" | "partnerships") {
  const { body } = await ask(key, "GET", `/api/v1/${list}`);
  return body.data?.map(({ attributes }) => attributes.state);
}

/** Every state a referral has been in, oldest first. */
export async function historyOf(referralId: string): Promise<string[]> {
  const { rows } = await pool().query<{ to_state: string }>(
    "SELECT to_state FROM state_change WHERE object_id = $1 ORDER BY id",
    [readAnyId(referralId)],
  );
  return rows.map(({ to_state }) => to_state);
}
