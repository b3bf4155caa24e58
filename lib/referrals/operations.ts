import type { Operation, Reference } from "@/lib/http/operation";
import { data, okAnswer, paymentResource, referralResource } from "./answers";
import { programmeOperations } from "./operations-programme";
import { CONVERSION_REFUSALS, REFERRAL_REFUSALS } from "./refusals";
import { churnBody, conversionBody, paymentBody, refundBody } from "./wire";

const payments: readonly Operation[] = [
  {
    id: "recordReferralPayment",
    method: "POST",
    path: "/api/v1/payments",
    summary: "Report a payment of a referred customer",
    description:
      "At least one of `referral_uid`, `referral_id` and `referral_email`; the first one given decides. An " +
      "`idempotency_key` that was seen before is an error (`has already been taken`), never a replay.",
    body: { schema: paymentBody },
    answers: { 202: { description: "The request as it was stored.", schema: data(paymentResource) } },
    refuses: [404],
    example: {
      body: {
        referral_uid: "$REFERRAL_UID",
        amount: 4900,
        currency: "usd",
        idempotency_key: "invoice-1042",
        subscription_id: "sub-77",
        interval: "month",
      },
    },
  },
  {
    id: "getReferralPayment",
    method: "GET",
    path: "/api/v1/payments/:id",
    summary: "Read a payment",
    params: { id: "The payment's id, `pay_…`." },
    answers: { 200: { description: "What the report answered.", schema: data(paymentResource) } },
    example: { params: { id: "$PAYMENT_ID" } },
  },
  {
    id: "refundReferralPayment",
    method: "POST",
    path: "/api/v1/refunds",
    summary: "Refund what is left of a payment",
    description:
      "`payment_id` is the `idempotency_key` the payment was reported with. Its commission is rejected, or taken back " +
      "when it was paid out. A second refund answers 200 and changes nothing.",
    body: { schema: refundBody },
    answers: { 200: { description: "Refunded.", schema: okAnswer } },
    refuses: [404],
    example: { body: { payment_id: "$IDEMPOTENCY_KEY" } },
  },
  {
    id: "churnReferral",
    method: "POST",
    path: "/api/v1/referrals/churn",
    summary: "Say that a customer left",
    description:
      "Any of the three identifiers, the first one given decides. A later payment brings the referral back.",
    body: { schema: churnBody },
    answers: { 200: { description: "The referral.", schema: data(referralResource) } },
    refuses: [404],
    example: { body: { referral_uid: "$REFERRAL_UID" } },
  },
];

/** What `/api/v1` takes and answers. */
export const referralReference: Reference = {
  tag: "Referrals",
  name: "Referral",
  description:
    "A back end reports what referred customers paid. Amounts are integers in minor units, currencies lower case, times " +
    "Unix seconds.",
  prefix: "/api/v1",
  security: ["bearer"],
  refusals: REFERRAL_REFUSALS,
  operations: [...payments, ...programmeOperations],
};

/** What `/api/v2` takes and answers. */
export const conversionReference: Reference = {
  tag: "Referral conversions",
  name: "Conversion",
  description: "Conversion tracking: the referral dialect with flat errors.",
  prefix: "/api/v2",
  security: ["bearer"],
  refusals: CONVERSION_REFUSALS,
  operations: [
    {
      id: "trackConversion",
      method: "POST",
      path: "/api/v2/tracking/conversion",
      summary: "Report a conversion",
      description: "`email` or `uid` is required.",
      body: { schema: conversionBody },
      answers: { 201: { description: "The new referral.", schema: data(referralResource) } },
      refuses: [409],
      example: {
        body: { affiliate_slug: "$AFFILIATE_SLUG", uid: "user-1042", email: "new@example.com" },
      },
    },
  ],
};
