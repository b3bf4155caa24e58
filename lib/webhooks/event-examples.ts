import type { PaymentCategory } from "@/lib/payments/category";
import type { PaymentKind, PaymentStatus } from "@/lib/payments/status";

/** One kind of event: its type, what it tells, and an example of its `data`. */
export type DescribedEvent = [type: string, description: string, example: object];

// What the examples of events are made of: each an event's `data`, or a part of it.

export const PAYMENT_ID = "pay_01m7y17a0qege8qvw5mk0z382x";
export const MERCHANT_ID = "mer_01m7xyjc5eermt1dbrd1cpcvj6";
export const METHOD_ID = "01a87c1e-3d2f-7b44-9c5a-6f0e2d1b8a90";

const TYPE_OF_KIND: Record<PaymentKind, PaymentCategory> = {
  checkout: "checkout",
  policy: "premium",
  referral: "referral",
  connected: "pay_in",
};

export const payment = (
  kind: PaymentKind,
  status: PaymentStatus,
  sequence: number,
  rest: Record<string, unknown> = {},
) => ({
  id: PAYMENT_ID,
  merchantId: MERCHANT_ID,
  kind,
  type: TYPE_OF_KIND[kind],
  direction: "in",
  status,
  amountMinor: "4900",
  currency: "GBP",
  precision: 2,
  reference: PAYMENT_ID,
  sequence,
  ...rest,
});

/** What every event of a payment says of it. */
export const told = (kind: PaymentKind) => ({
  type: TYPE_OF_KIND[kind],
  direction: "in",
  reference: kind === "policy" ? METHOD_ID : PAYMENT_ID,
});

export const link = (status: string) => ({
  id: PAYMENT_ID,
  paymentId: PAYMENT_ID,
  merchantId: MERCHANT_ID,
  status,
  amountMinor: "4900",
  currency: "GBP",
  reference: "INV-2026-0107",
});

export const rule = (name: string, reason: string, rest: Record<string, unknown> = {}) => ({
  id: PAYMENT_ID,
  paymentId: PAYMENT_ID,
  merchantId: MERCHANT_ID,
  ...told("policy"),
  rule: name,
  reason,
  ...rest,
});

export const method = (status: string, reason: string | null) => ({
  id: METHOD_ID,
  merchantId: MERCHANT_ID,
  status,
  reason,
});

export const policyholder = { id: METHOD_ID, merchantId: MERCHANT_ID, type: "individual" };

export const customer = { id: "cus_01m7xyqz5k8f3t6w9b2d4g7j0n", merchantId: MERCHANT_ID };

export const coupon = (status: string) => ({
  id: METHOD_ID,
  merchantId: MERCHANT_ID,
  policyId: METHOD_ID,
  couponType: "ad_hoc",
  status,
  amountMinor: "2000",
  reason: "Customer retrenched",
});

export const policy = (previousStatus: string, status: string, reason: string | null = null) => ({
  id: METHOD_ID,
  merchantId: MERCHANT_ID,
  policyNumber: "POL-2026-0107",
  policyholderId: METHOD_ID,
  status,
  previousStatus,
  billingDay: 1,
  reason,
});

export const state = (id: string, from: string | null, to: string, rest: Record<string, unknown> = {}) => ({
  id,
  merchantId: MERCHANT_ID,
  previousState: from,
  state: to,
  reason: null,
  ...rest,
});

export const REFERRAL_ID = "ref_01m7xzk1v9f2p8w6n3h5t4r7qd";
export const PARTNERSHIP_ID = "psh_01m7xzf8c3e4k9m2v6b7n1w5ta";
const COMMISSION = {
  kind: "commission",
  amountMinor: "980",
  currency: "GBP",
  paymentId: PAYMENT_ID,
  partnerId: "ptr_01m7xzd2a7f0q4s8u3w6y9b1ce",
  referralId: REFERRAL_ID,
};
export const commission = (from: string | null, to: string, rest: Record<string, unknown> = {}) =>
  state("com_01m7y1a4n6h8j2k5m7p9r1t3vw", from, to, { ...COMMISSION, ...rest });

export const payoutLine = (reason: string | null) => ({
  id: "pol_01m7y3e6p8g0s2v4x6z8b0d2fj",
  merchantId: MERCHANT_ID,
  payoutRunId: "run_01m7y3e6p8g0s2v4x6z8b0d2fh",
  partnerId: COMMISSION.partnerId,
  amountMinor: "24000",
  currency: "GBP",
  precision: 2,
  reason,
});
