import { z } from "zod";
import { transaction } from "@/lib/db/sql";
import { type Call, judgedByHandler, type KeyedOperation, operationsWith } from "@/lib/http/operation";
import {
  cancelCoupon,
  cancelPendingCoupons,
  createCoupons,
  redeemCoupon,
} from "@/lib/policies/coupons/change-coupons";
import { listCoupons } from "@/lib/policies/coupons/payment-coupon";
import { once } from "@/lib/policies/payments/idempotency";
import { couponAnswer } from "./answers-collection";
import { pathId } from "./door-paths";
import { DESCRIPTION_LENGTH_MAX, positiveIntegerField, text } from "./fields";
import { jsonAnswer } from "./json";
import { getPolicy } from "./manage-policies";
import { TOTAL } from "./operations-policies";
import { presentPolicy } from "./present";
import { presentCoupon } from "./present-collection";
import { readBody } from "./read-body";
import { getShownPolicy } from "./shown-policy";
import { timeField } from "./time-field";
import { couponsQuery, keyedQuery, pageOf } from "./wire-queries";

const operation = operationsWith(readBody);

const COUPONS = "/v1/insurance/policies/:policyId/payment-coupons";
const POLICY = { policyId: "The policy's id." };
const ONE = { ...POLICY, id: "The coupon's id." };
/** How many coupons one call gives. */
export const COUPONS_PER_CALL_MAX = 50;

const load = ({ ctx, params }: Call) => getPolicy({ ctx, input: { id: pathId(params.policyId, "Policy") } });
const couponId = (params: Call["params"]) => pathId(params.id, "Payment coupon");
const JUDGED = judgedByHandler<Record<string, unknown>>();
const JUDGED_LIST = judgedByHandler<unknown[]>();

const reason = text(DESCRIPTION_LENGTH_MAX).optional();
const inOrder = (body: { redeemable_from?: Date | undefined; redeemable_to?: Date | undefined }) =>
  !body.redeemable_from || !body.redeemable_to || body.redeemable_from <= body.redeemable_to;
const NOT_IN_ORDER = { path: ["redeemable_to"], error: "must not be before redeemable_from" };

const couponItems = z
  .array(
    z.discriminatedUnion(
      "type",
      [
        z
          .strictObject({
            type: z.literal("ad_hoc"),
            amount: positiveIntegerField,
            redeemable_from: timeField.optional(),
            redeemable_to: timeField.optional(),
            reason,
          })
          .refine(inOrder, NOT_IN_ORDER),
        z
          .strictObject({
            type: z.literal("payment_holiday"),
            redeemable_from: timeField,
            redeemable_to: timeField,
            reason,
          })
          .refine(inOrder, NOT_IN_ORDER),
      ],
      { error: "must be one of [ad_hoc, payment_holiday]" },
    ),
  )
  .min(1, { error: "must contain at least 1 item" })
  .max(COUPONS_PER_CALL_MAX, { error: `must contain less than or equal to ${COUPONS_PER_CALL_MAX} items` });

const redeemBody = z.strictObject({ payment_date: timeField, billing_date: timeField.optional() });

/** Coupons: what a policyholder is let off, credited to the policy once. */
export const couponOperations: readonly KeyedOperation[] = [
  operation({
    id: "createPaymentCoupons",
    method: "POST",
    path: COUPONS,
    permission: "policies:manage",
    summary: "Give a policy payment coupons",
    description: `At most ${COUPONS_PER_CALL_MAX}. An \`ad_hoc\` one has an amount; a \`payment_holiday\` has its days, and is worth the premium of the moment it is redeemed.`,
    params: POLICY,
    query: keyedQuery,
    body: { schema: couponItems, read: "array", schemaFor: () => JUDGED_LIST },
    answers: { 200: { description: "The coupons.", schema: couponAnswer.array() } },
    refuses: [409],
    example: {
      params: { policyId: "$POLICY_ID" },
      body: [{ type: "ad_hoc", amount: 2_000, reason: "Customer retrenched" }],
    },
    handle: async ({ ctx, url, params, body }) =>
      once(
        { ctx, url, method: "POST", body },
        async (on) => ({
          policy: await getPolicy({ ctx, input: { id: pathId(params.policyId, "Policy") } }, on),
          drafts: readBody(couponItems, body),
        }),
        async (tx, asked) =>
          jsonAnswer((await createCoupons(tx, ctx, asked)).map((each) => presentCoupon(each))),
      ),
  }),
  operation({
    id: "listPaymentCoupons",
    method: "GET",
    path: COUPONS,
    permission: "payments:read",
    summary: "List a policy's payment coupons",
    description: "Newest first. No coupon is `reversed`.",
    params: POLICY,
    query: couponsQuery,
    answers: { 200: { description: "A page of coupons.", schema: couponAnswer.array(), headers: TOTAL } },
    example: { params: { policyId: "$POLICY_ID" }, query: { status: "pending", include: "policy" } },
    load: ({ ctx, params }) => getShownPolicy({ ctx, input: { id: pathId(params.policyId, "Policy") } }),
    handle: async ({ ctx, query, loaded: policy }) => {
      const input = { policyId: policy.id, status: query.status, ...pageOf(query) };
      const { coupons, total } = await listCoupons({ ctx, input });
      const shown = query.include.includes("policy") ? presentPolicy(policy) : undefined;
      return jsonAnswer(
        coupons.map((each) => presentCoupon(each, shown)),
        { "X-Total-Count": String(total) },
      );
    },
  }),
  operation({
    id: "redeemPaymentCoupon",
    method: "POST",
    path: `${COUPONS}/:id/redeem`,
    permission: "payments:create",
    summary: "Redeem a payment coupon",
    description:
      "Credits it to the policy's ledger, once: a second time is a 409. It moves no money, and what waits to be collected stays as it is.",
    params: ONE,
    query: keyedQuery,
    body: { schema: redeemBody, schemaFor: () => JUDGED },
    answers: { 200: { description: "The coupon.", schema: couponAnswer } },
    refuses: [409],
    example: {
      params: { policyId: "$POLICY_ID", id: "$COUPON_ID" },
      query: { idempotency_key: "redeem-2026-06" },
      body: { payment_date: "2026-06-01" },
    },
    handle: async ({ ctx, url, params, body }) =>
      once(
        { ctx, url, method: "POST", body },
        async (on) => {
          const policy = await getPolicy({ ctx, input: { id: pathId(params.policyId, "Policy") } }, on);
          const id = couponId(params);
          const { payment_date: paymentDate, billing_date: billingDate } = readBody(redeemBody, body);
          return { policy, id, paymentDate, billingDate };
        },
        async (tx, asked) => jsonAnswer(presentCoupon(await redeemCoupon(tx, ctx, asked))),
      ),
  }),
  operation({
    id: "cancelPaymentCoupon",
    method: "DELETE",
    path: `${COUPONS}/:id`,
    permission: "policies:manage",
    summary: "Cancel a payment coupon",
    params: ONE,
    answers: { 200: { description: "The coupon.", schema: couponAnswer } },
    refuses: [409],
    example: { params: { policyId: "$POLICY_ID", id: "$COUPON_ID" } },
    load,
    handle: async ({ ctx, params, loaded: policy }) => {
      const id = couponId(params);
      return jsonAnswer(presentCoupon(await transaction((tx) => cancelCoupon(tx, ctx, { policy, id }))));
    },
  }),
  operation({
    id: "cancelPaymentCoupons",
    method: "DELETE",
    path: COUPONS,
    permission: "policies:manage",
    summary: "Cancel all pending payment coupons of a policy",
    params: POLICY,
    answers: { 200: { description: "The coupons that were cancelled.", schema: couponAnswer.array() } },
    example: { params: { policyId: "$POLICY_ID" } },
    load,
    handle: async ({ ctx, loaded: policy }) => {
      const cancelled = await transaction((tx) => cancelPendingCoupons(tx, ctx, policy));
      return jsonAnswer(cancelled.map((each) => presentCoupon(each)));
    },
  }),
];
