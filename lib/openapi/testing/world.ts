import { contextOf } from "@/lib/auth/testing/contexts";
import { payCheckout } from "@/lib/checkout/pay-checkout";
import { aKey, aMerchant, cardOf, customerOf } from "@/lib/checkout/testing";
import { pool } from "@/lib/db/pool";
import { newId, readAnyId, spellId } from "@/lib/ids";
import { createKey } from "@/lib/keys/create-key";
import { aDisputedPayment } from "@/lib/kinds/testing-disputed";
import { BANK, CHARGES } from "@/lib/policies/testing";
import { TERMS } from "@/lib/referrals/testing";
import { SCOPES } from "@/lib/verb/permissions";
import { type Made, make } from "./make";
import { connectedWorld } from "./world-connected";
import { endpointWorld } from "./world-endpoints";
import { managementWorld } from "./world-management";
import { policyWorld } from "./world-policies";

/** What the variables of the samples stand for. */
export type Variables = Record<string, string>;

/** A merchant, a key of its own, and ways to make what an operation is about. */
export async function aWorld() {
  const merchant = await aMerchant();
  const keyId = newId();
  const { secret } = await createKey({
    ctx: contextOf("admin"),
    input: {
      id: keyId,
      name: "Reference",
      scopes: [...SCOPES],
      merchantId: merchant.id,
    },
  });
  if (!secret) throw new Error("a new key has a secret");
  const key = secret;
  const keyOfAll = await aKey(null, [...SCOPES]);
  const made = (path: string, body?: unknown, method = "POST") => make(key, method, path, body);

  /** Objects of its own for one operation of one tag. */
  async function variablesOf(tag: string): Promise<Variables> {
    switch (tag) {
      case "Checkout":
        return checkout();
      case "Connected payments":
        return connected();
      case "Policies":
        return policies();
      case "Referrals":
      case "Referral conversions":
        return referrals();
      case "Management":
        return managed();
      default:
        return { KEY_ID: spellId("key", keyId), API_KEY: key };
    }
  }

  const ways = () => ({ made, insured, endpoint: endpointWorld(made) });
  const managed = managementWorld({ merchantId: merchant.publicId, keyOfAll, ...ways() });
  const policies = policyWorld(ways());

  const connected = connectedWorld({ merchantId: merchant.id, made });

  const kept = new Map<string, Promise<Variables>>();

  /** The same objects whenever a tag is asked for: for operations that only read, and for requests that are refused. */
  function keptVariablesOf(tag: string): Promise<Variables> {
    const variables = kept.get(tag) ?? variablesOf(tag);
    kept.set(tag, variables);
    return variables;
  }

  async function checkout(): Promise<Variables> {
    const payment = await made("/v0/payments", { amount: "49.00", currency: "EUR" });
    const customer = await made("/v0/customers", { name: "Ana Ruiz", email: "ana@example.com" });
    const customerId = customer.id;
    const owed = { amount: "49.00", currency: "EUR", customerId, savePaymentMethod: true };
    const paid = await made("/v0/payments", owed);
    await payWith(paid);
    const { data: saved } = await made(`/v0/customers/${customerId}/paymentMethods`, undefined, "GET");
    const refund = await made(`/v0/payments/${paid.id}/refunds`, { amount: "1", idempotencyKey: newId() });
    const next = await made("/v0/payments", { amount: "20.00", currency: "EUR", customerId });
    const unpaid = await made("/v0/customers", {
      name: "Bo Lind",
      email: "bo@example.org",
      externalId: newId(),
    });
    const clock = await made("/v0/testClocks", { name: "Monthly billing" });
    return {
      MERCHANT_ID: merchant.publicId,
      TEST_CLOCK_ID: clock.id,
      PAYMENT_ID: payment.id,
      CUSTOMER_ID: customer.id,
      UNPAID_CUSTOMER_ID: unpaid.id,
      PAID_PAYMENT_ID: paid.id,
      REFUND_ID: refund.id,
      ...(await disputed()),
      PAYMENT_METHOD_ID: saved[0].id,
      CUSTOMERS_PAYMENT_ID: next.id,
    };
  }

  async function disputed(): Promise<Variables> {
    const id = await aDisputedPayment(merchant.id);
    const { rows } = await pool().query<{ reference: string }>(
      "SELECT reference FROM adjustment WHERE payment_id = $1 AND status = 'dispute'",
      [readAnyId(id)],
    );
    return { DISPUTED_PAYMENT_ID: id, DISPUTE_ID: rows[0]?.reference ?? "" };
  }

  /** A policy with its holder and a verified way to collect, billed as its module says. */
  async function insured(billing: object) {
    const V1 = "/v1/insurance";
    const module = await made(`${V1}/product-modules`, {
      key: newId(),
      name: "Funeral",
      settings: { billing },
    });
    const holder = await made(`${V1}/policyholders`, HOLDER);
    const method = await made(`${V1}/policyholders/${holder.policyholder_id}/payment-methods`, {
      type: "debit_order",
      bank_details: BANK,
    });
    await made(`${V1}/payment-methods/${method.payment_method_id}/manual-verify`);
    const policy = await made(`${V1}/policies`, {
      ...POLICY,
      policyholder_id: holder.policyholder_id,
      product_module_id: module.product_module_id,
    });
    const payment_method_id = method.payment_method_id;
    await made(`${V1}/policies/${policy.policy_id}/payment-method`, { payment_method_id }, "PUT");
    const { policyholder_id } = holder;
    return {
      policy_id: policy.policy_id,
      policyholder_id,
      product_module_id: module.product_module_id,
      payment_method_id,
    };
  }

  async function referrals(): Promise<Variables> {
    const [slug, uid, idempotencyKey] = [`slug-${newId()}`, `user-${newId()}`, newId()];
    const partner = await made("/api/v1/partners", {
      name: "Rosa",
      email: "rosa@example.com",
      paypal_email: "rosa@pay.example",
      slug,
    });
    const partner_id = partner.data.id;
    const partnership = await made("/api/v1/partnerships", { partner_id, ...TERMS });
    const referral = await made("/api/v2/tracking/conversion", { affiliate_slug: slug, uid });
    const payment = await made("/api/v1/payments", {
      referral_uid: uid,
      amount: 4900,
      currency: "usd",
      idempotency_key: idempotencyKey,
    });
    return {
      AFFILIATE_SLUG: slug,
      REFERRAL_UID: uid,
      REFERRAL_ID: referral.data.id,
      PARTNER_ID: partner_id,
      PARTNERSHIP_ID: partnership.data.id,
      PAYMENT_ID: payment.data.id,
      IDEMPOTENCY_KEY: idempotencyKey,
    };
  }

  return { key, keyOfAll, merchantId: merchant.id, variablesOf, keptVariablesOf };
}
export type World = Awaited<ReturnType<typeof aWorld>>;

/** Pays a link with a card that is kept. */
async function payWith({ id, paymentUrl }: Made): Promise<void> {
  const token = paymentUrl.split("/").at(-1) ?? "";
  const method = { type: "card", card: cardOf("sbx_success"), saveMethod: true } as const;
  await payCheckout({ ctx: customerOf(readAnyId(id) ?? ""), input: { token, method } });
}

const HOLDER = {
  type: "individual",
  id: { type: "id", number: "8001015009087", country: "ZA" },
  first_name: "Thandi",
  last_name: "Nkosi",
};

const POLICY = {
  package_name: "Family",
  monthly_premium: 18_000,
  billing_day: 1,
  billing_frequency: "monthly",
  start_date: "2026-01-01",
  charges: CHARGES,
};
