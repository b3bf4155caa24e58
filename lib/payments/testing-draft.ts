import { newId } from "@/lib/ids";
import { instantOf } from "@/lib/instant";
import { BUILT_IN_CONNECTORS, type PaymentDraft } from "./record-payments";
import { NOW } from "./testing-history";

/** A payment about to be recorded, which says all that one can. */
export const aDraft = (fields: Partial<PaymentDraft> = {}): PaymentDraft => ({
  id: newId(),
  kind: "checkout",
  merchantId: "m1",
  connectorId: BUILT_IN_CONNECTORS.checkout,
  reference: "pay_1",
  type: "PAY-IN",
  category: "checkout",
  scheme: "visa",
  currency: "USD",
  precision: 2,
  amountMinor: 4_900n,
  status: "pending",
  ...instantOf(NOW),
  failureCode: "do_not_honor",
  customerId: "c1",
  merchantReference: "order 7",
  description: "Shoes",
  idempotencyKey: "k1",
  metadata: { team: "a" },
  search: ["K1", null, "Ada"],
  reason: "because",
  raw: { said: "so" },
  detail: { own: "column" },
  ...fields,
});
