import { judgedByHandler, type KeyedOperation, operationsWith } from "@/lib/http/operation";
import { fieldIssues, validate } from "@/lib/http/validate";
import type { Ctx } from "@/lib/verb/context";
import { type FieldIssue, Refused } from "@/lib/verb/problem";
import { data, okAnswer, paymentResource, referralResource } from "./answers";
import { merchantOfDoor } from "./merchant-of-door";
import { getReferralPayment } from "./payments/get-referral-payment";
import { isKeyTaken, KEY_TAKEN, recordReferralPayment } from "./payments/record-referral-payment";
import { refundReferralPayment } from "./payments/refund-referral-payment";
import { envelope, presentPayment, presentReferral } from "./present";
import { churnReferral } from "./referrals/churn-referral";
import { convertReferral } from "./referrals/convert-referral";
import { churnBody, conversionBody, paymentBody, refundBody } from "./wire";

const operation = operationsWith(validate);
const JUDGED = judgedByHandler<Record<string, unknown>>();

/** Payments of referred customers, and their leaving. */
export const paymentOperations: readonly KeyedOperation[] = [
  operation({
    id: "recordReferralPayment",
    method: "POST",
    path: "/api/v1/payments",
    permission: "payments:create",
    summary: "Report a payment of a referred customer",
    description:
      "At least one of `referral_uid`, `referral_id` and `referral_email`; the first one given decides. An " +
      "`idempotency_key` that was seen before is an error (`has already been taken`), never a replay.",
    body: {
      schema: paymentBody,
      // What is wrong with it is told together with a key that is taken.
      schemaFor: () => JUDGED,
    },
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
    handle: async ({ ctx, body }) => {
      const parsed = paymentBody.safeParse(body, { reportInput: true });
      if (!parsed.success) return refuse(ctx, body, fieldIssues(parsed.error));
      return envelope(presentPayment(await recordReferralPayment({ ctx, input: parsed.data })), 202);
    },
  }),
  operation({
    id: "getReferralPayment",
    method: "GET",
    path: "/api/v1/payments/:id",
    permission: "referral-payments:read",
    summary: "Read a payment",
    params: { id: "The payment's id, `pay_…`." },
    answers: { 200: { description: "What the report answered.", schema: data(paymentResource) } },
    example: { params: { id: "$PAYMENT_ID" } },
    handle: async ({ ctx, params: { id = "" } }) =>
      envelope(presentPayment(await getReferralPayment({ ctx, input: { id } })), 200),
  }),
  operation({
    id: "refundReferralPayment",
    method: "POST",
    path: "/api/v1/refunds",
    permission: "payments:refund",
    summary: "Refund what is left of a payment",
    description:
      "`payment_id` is the `idempotency_key` the payment was reported with. Its commission is rejected, or taken back " +
      "when it was paid out. A second refund answers 200 and changes nothing.",
    body: { schema: refundBody },
    answers: { 200: { description: "Refunded.", schema: okAnswer } },
    refuses: [404],
    example: { body: { payment_id: "$IDEMPOTENCY_KEY" } },
    handle: async ({ ctx, body: { payment_id } }) => {
      await refundReferralPayment({ ctx, input: { idempotencyKey: payment_id } });
      return Response.json({ message: "ok" });
    },
  }),
  operation({
    id: "churnReferral",
    method: "POST",
    path: "/api/v1/referrals/churn",
    permission: "referrals:manage",
    summary: "Say that a customer left",
    description:
      "Any of the three identifiers, the first one given decides. A later payment brings the referral back.",
    body: { schema: churnBody },
    answers: { 200: { description: "The referral.", schema: data(referralResource) } },
    refuses: [404],
    example: { body: { referral_uid: "$REFERRAL_UID" } },
    handle: async ({ ctx, body }) =>
      envelope(presentReferral(await churnReferral({ ctx, input: body })), 200),
  }),
];

/** Conversion tracking, under `/api/v2`. */
export const conversionOperations: readonly KeyedOperation[] = [
  operation({
    id: "trackConversion",
    method: "POST",
    path: "/api/v2/tracking/conversion",
    permission: "referrals:manage",
    summary: "Report a conversion",
    description: "`email` or `uid` is required.",
    body: { schema: conversionBody },
    answers: { 201: { description: "The new referral.", schema: data(referralResource) } },
    refuses: [409],
    example: {
      body: { affiliate_slug: "$AFFILIATE_SLUG", uid: "user-1042", email: "new@example.com" },
    },
    handle: async ({ ctx, body }) =>
      envelope(presentReferral(await convertReferral({ ctx, input: body })), 201),
  }),
];

/** A key that is taken is told together with whatever else is wrong. */
async function refuse(ctx: Ctx, body: Record<string, unknown>, bad: FieldIssue[]): Promise<never> {
  const key = body.idempotency_key;
  const judged = bad.some(({ path }) => path === KEY_TAKEN.path);
  const taken = !judged && typeof key === "string" && (await isKeyTaken(await merchantOfDoor(ctx), key));
  const [first, ...rest] = taken ? [...bad, KEY_TAKEN] : bad;
  if (!first) throw new Error("zod refused without an issue");
  throw new Refused({ code: "invalid", issues: [first, ...rest] });
}
