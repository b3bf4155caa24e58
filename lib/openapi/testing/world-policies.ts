import { newId, readAnyId } from "@/lib/ids";
import { collectPayment } from "@/lib/policies/collection/collect-payment";
import { jobAt } from "@/lib/policies/testing";
import type { Made } from "./make";
import type { Variables } from "./world";
import type { MadeEndpoint } from "./world-endpoints";

const V1 = "/v1/insurance";

interface Given {
  made: (path: string, body?: unknown, method?: string) => Promise<Made>;
  /** A policy with a way to collect, billed as its module says. */
  insured: (billing: object) => Promise<Insured>;
  endpoint: () => Promise<MadeEndpoint>;
}

export interface Insured {
  policy_id: string;
  policyholder_id: string;
  product_module_id: string;
  payment_method_id: string;
}

/** Ways to make what the operations of the policy door are about. */
export function policyWorld({ made, insured, endpoint }: Given): () => Promise<Variables> {
  async function policies(): Promise<Variables> {
    const { policy_id, policyholder_id, product_module_id, payment_method_id } = await insured({});
    const pay = (body: object) =>
      made(`${V1}/policies/${policy_id}/payments`, { ...PREMIUM, payment_method_id, ...body });
    const [pending, successful] = [
      await pay({ status: "pending" }),
      await pay({ status: "successful", finalized_at: "2026-03-02" }),
    ];
    const eft = await made(`${V1}/policies/${policy_id}/payments/allocate-eft`, {
      ...EFT,
      payment_method_id,
    });
    const coupons = await made(`${V1}/policies/${policy_id}/payment-coupons`, COUPONS);
    const { endpointId, deliveryId } = await endpoint();
    const mandate = await made(`${V1}/payment-methods/debicheck-mandates`, {
      ...{ policyId: policy_id, providerType: "external", debicheckAuthenticationType: "BATCH" },
    });
    await made(`${V1}/policyholders/${policyholder_id}/payment-methods`, EXTERNAL);
    return {
      MANDATE_ID: mandate.id,
      BATCH_ID: await handedOver(await pay({ status: "pending" })),
      WEBHOOK_ID: readAnyId(endpointId) ?? "",
      QUEUE_EVENT_ID: deliveryId,
      COUPON_ID: coupons[0].payment_coupon_id,
      EFT_PAYMENT_ID: eft.payment_id,
      POLICY_ID: policy_id,
      POLICYHOLDER_ID: policyholder_id,
      PRODUCT_MODULE_ID: product_module_id,
      PAYMENT_METHOD_ID: payment_method_id,
      PAYMENT_ID: pending.payment_id,
      SUCCESSFUL_PAYMENT_ID: successful.payment_id,
    };
  }

  /** The batch in which a run of the collection hands a payment over. */
  async function handedOver({ payment_id }: Made): Promise<string> {
    await collectPayment({ ctx: jobAt(new Date("2026-04-01")), paymentId: payment_id, runId: newId() });
    const batches = await made(`${V1}/payment-batches?page_size=1`, undefined, "GET");
    return batches[0].payment_batch_id;
  }

  return policies;
}

const COUPONS = [{ type: "ad_hoc", amount: 2_000 }];

const EXTERNAL = { type: "external", payment_method_key: "my_payment_provider" };

const EFT = {
  amount: 35_000,
  description: "Missed premium",
  payment_date: "2026-03-01",
  proof_of_payment: {
    file_name: "a.txt",
    file_type: "text/plain",
    description: "Proof",
    file_base64: "UGFpZA==",
  },
};

/** A premium as it is recorded. */
export const PREMIUM = {
  payment_type: "premium",
  premium_type: "recurring",
  payment_date: "2026-03-01",
  collection_type: "debit_order_two_day",
  amount: 18_000,
  description: "March premium",
};
