import { newId, spellId } from "@/lib/ids";
import { TERMS } from "@/lib/referrals/testing";
import type { Made } from "./make";
import type { Variables } from "./world";
import type { MadeEndpoint } from "./world-endpoints";
import { PREMIUM } from "./world-policies";

interface Given {
  merchantId: string;
  keyOfAll: string;
  made: (path: string, body?: unknown, method?: string) => Promise<Made>;
  /** A policy with a way to collect, billed as its module says. */
  insured: (billing: object) => Promise<{ policy_id: string; payment_method_id: string }>;
  endpoint: () => Promise<MadeEndpoint>;
}

/** Ways to make what the operations of the management door are about. */
export function managementWorld({
  merchantId,
  keyOfAll,
  made,
  insured,
  endpoint,
}: Given): () => Promise<Variables> {
  async function management(): Promise<Variables> {
    const { endpointId, deliveryId } = await endpoint();
    const [failed, waiting] = [await failedPremium({}), await failedPremium(RETRYING)];
    await earned(0);
    const first = await due();
    const { id: PAYOUT_ID } = await made("/management/v1/payouts", { ...first, idempotencyKey: newId() });
    await earned(0);
    const { fingerprint } = await due();
    const { connectorID } = (await made("/api/payments/connectors/generic", { name: `Bank ${newId()}` }))
      .data;
    const { id: IMPORT_ID } = await made("/management/v1/imports", {
      ...STATEMENT,
      connectorId: connectorID,
    });
    const partner_id = await earned(30);
    const commissions = await made(`/management/v1/commissions?partnerId=${partner_id}`, undefined, "GET");
    return {
      API_KEY: keyOfAll,
      MERCHANT_ID: merchantId,
      ENDPOINT_ID: endpointId,
      DELIVERY_ID: spellId("wd", deliveryId),
      FAILED_PAYMENT_ID: failed,
      WAITING_PAYMENT_ID: waiting,
      PAYOUT_ID,
      CONNECTOR_ID: connectorID,
      IMPORT_ID,
      FINGERPRINT: fingerprint,
      PARTNER_ID: partner_id,
      COMMISSION_ID: commissions.data[0].id,
    };
  }

  /** What is due to the partners of this world's merchant. */
  async function due() {
    const preview = await made("/management/v1/payouts/preview", undefined, "GET");
    const [of] = preview.merchants;
    return {
      merchantId,
      fingerprint: of?.fingerprint ?? "",
    };
  }

  /** A commission that is held for so many days; whose it is. */
  async function earned(holdDays: number): Promise<string> {
    const [slug, uid] = [`slug-${newId()}`, `user-${newId()}`];
    const { data } = await made("/api/v1/partners", { name: "Rosa", email: "rosa@example.com", slug });
    await made("/api/v1/partnerships", { partner_id: data.id, ...TERMS, hold_days: holdDays });
    await made("/api/v2/tracking/conversion", { affiliate_slug: slug, uid });
    const paid = { referral_uid: uid, amount: 4900, currency: "usd", idempotency_key: newId() };
    await made("/api/v1/payments", paid);
    return data.id;
  }

  async function failedPremium(billing: object): Promise<string> {
    const { policy_id, payment_method_id } = await insured(billing);
    const failure = {
      status: "failed",
      finalized_at: "2026-03-02T08:00:00.000Z",
      failure_reason: "Insufficient funds",
      failure_action: "allow_retry",
    };
    const premium = { ...PREMIUM, payment_method_id, ...failure };
    const { payment_id } = await made(`/v1/insurance/policies/${policy_id}/payments`, premium);
    return spellId("pay", payment_id);
  }

  return management;
}

const RETRYING = { retryFailedPayments: { enabled: true, daysBetweenRetries: 5, numberOfRetries: 2 } };

const STATEMENT = {
  kind: "payments",
  fileName: "statement.csv",
  text: "Reference,Date,Amount,Currency\nST-1,2026-01-05,12.50,EUR\n",
};
