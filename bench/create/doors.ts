import { newId } from "@/lib/ids";
import { BODY } from "./draft";
import type { LoadRequest } from "./load";

/** What a door is asked to create, and what the bare server records with the same statement. */
export interface BenchDoor {
  name: string;
  requests: LoadRequest[];
  headers: { authorization: string };
  /** Words for the bare server: the door, and what its drafts are made of. */
  bare: string[];
}

/** Payments of one referral, and of one policy, come one after the other or wait for a lock: so there are many. */
const REFERRALS = 256;
const POLICIES = 64;

/** Makes what each door's payments need, through the doors themselves. */
export async function prepareDoors(origin: string, merchantId: string, apiKey: string): Promise<BenchDoor[]> {
  const headers = { authorization: `Bearer ${apiKey}` };
  const insurer = { authorization: `Basic ${Buffer.from(`${apiKey}:`).toString("base64")}` };
  const ask = asking(origin, headers);
  return [
    {
      name: "checkout",
      headers,
      requests: [{ path: "/v0/payments", body: JSON.stringify({ ...BODY, idempotencyKey: "[<id>]" }) }],
      bare: ["checkout", merchantId],
    },
    { headers, ...(await connected(ask, merchantId)) },
    { headers, ...(await referrals(ask, merchantId)) },
    { headers: insurer, ...(await policies(asking(origin, insurer), merchantId)) },
  ];
}

type Ask = ReturnType<typeof asking>;
type Prepared = Omit<BenchDoor, "headers">;

async function connected(ask: Ask, merchantId: string): Promise<Prepared> {
  const made = await ask("/api/payments/connectors/generic", { name: "Benchmark" });
  const connectorID = String(made.data?.connectorID);
  const body = {
    ...{ reference: "[<id>]", connectorID, createdAt: "2026-01-05T10:00:00Z", type: "PAY-IN" },
    ...{ amount: 4_900, asset: "GBP/2", scheme: "visa", status: "SUCCEEDED" },
  };
  return {
    name: "connected",
    requests: [{ path: "/api/payments/payments", body: JSON.stringify(body) }],
    bare: ["connected", merchantId, connectorID],
  };
}

async function referrals(ask: Ask, merchantId: string): Promise<Prepared> {
  const slug = `bench-${newId()}`;
  const partner = await ask("/api/v1/partners", { name: "Rosa", email: "rosa@example.com", slug });
  await ask("/api/v1/partnerships", {
    partner_id: partner.data?.id,
    commission: { type: "percent", basis_points: 1_000, recurrence: "lifetime" },
    ...{ hold_days: 30, referral_expiry_days: 90, minimum_payout: 0 },
  });
  const uids = Array.from({ length: REFERRALS }, (_, index) => `${slug}-${index}`);
  for (const uid of uids)
    await ask("/api/v2/tracking/conversion", { affiliate_slug: slug, uid, email: `${uid}@example.com` });
  const requests = uids.map((uid) => ({
    path: "/api/v1/payments",
    body: JSON.stringify({ referral_uid: uid, amount: 4_900, currency: "gbp", idempotency_key: "[<id>]" }),
  }));
  // The first payment changes a referral, and the bare server remembers each as it was when it started.
  for (const { path, body } of requests) await ask(path, JSON.parse(body.replace("[<id>]", newId())));
  return {
    name: "referral",
    requests,
    bare: ["referral", merchantId, slug, String(REFERRALS)],
  };
}

async function policies(ask: Ask, merchantId: string): Promise<Prepared> {
  const insurance = "/v1/insurance";
  const module = await ask(`${insurance}/product-modules`, {
    key: newId(),
    name: "Funeral",
    settings: { billing: {} },
  });
  const requests: LoadRequest[] = [];
  const pairs: string[] = [];
  for (let index = 0; index < POLICIES; index++) {
    const holder = await ask(`${insurance}/policyholders`, {
      type: "individual",
      id: { type: "id", number: String(8_001_015_000_000 + index), country: "ZA" },
      ...{ first_name: "Thandi", last_name: "Nkosi" },
    });
    const method = await ask(`${insurance}/policyholders/${holder.policyholder_id}/payment-methods`, {
      type: "card",
      card_details: { registration_id: "bench", brand: "visa", last_4_digits: "4242" },
    });
    const policy = await ask(`${insurance}/policies`, {
      policyholder_id: holder.policyholder_id,
      product_module_id: module.product_module_id,
      ...{ package_name: "Family", monthly_premium: 18_000, billing_day: 1, billing_frequency: "monthly" },
      start_date: "2026-01-01",
    });
    pairs.push(`${policy.policy_id}/${method.payment_method_id}`);
    requests.push({
      path: `${insurance}/policies/${policy.policy_id}/payments`,
      body: JSON.stringify({
        ...{
          status: "pending",
          payment_type: "premium",
          premium_type: "recurring",
          payment_date: "2026-03-01",
        },
        ...{ payment_method_id: method.payment_method_id, collection_type: "card", amount: 4_900 },
        description: "March premium",
      }),
    });
  }
  return { name: "policy", requests, bare: ["policy", merchantId, ...pairs] };
}

interface Answer {
  [field: string]: unknown;
  data?: { id?: string; connectorID?: string };
}

function asking(origin: string, headers: Record<string, string>) {
  return async (path: string, body: unknown): Promise<Answer> => {
    const answer = await fetch(origin + path, {
      method: "POST",
      headers: { ...headers, "content-type": "application/json" },
      body: JSON.stringify(body),
    });
    if (!answer.ok) throw new Error(`${path} answered ${answer.status} ${await answer.text()}`);
    return (await answer.json()) as Answer;
  };
}
