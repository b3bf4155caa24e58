import { z } from "zod";
import { DAY_MS } from "@/lib/durations";
import { type Call, judgedByHandler, type KeyedOperation, operationsWith } from "@/lib/http/operation";
import { DATES_SPAN_DAYS_MAX, possibleDates } from "@/lib/policies/collection/possible-dates";
import { collectionRequested, requestCollectionBody } from "@/lib/policies/collection/request-collection";
import { couponsById } from "@/lib/policies/coupons/payment-coupon";
import {
  allocateEft,
  allocateEftBody,
  eftAllocated,
  getProofOfPayment,
} from "@/lib/policies/payments/allocate-eft";
import { createIn } from "@/lib/policies/payments/create-policy-payment";
import { once } from "@/lib/policies/payments/idempotency";
import { policyPaymentsByIds } from "@/lib/policies/payments/policy-payment";
import { paymentAnswer } from "./answers";
import { datesAnswer, ledgerAnswer, proofAnswer } from "./answers-collection";
import { pathId } from "./door-paths";
import { unfit } from "./field-words";
import { jsonAnswer } from "./json";
import { listLedger } from "./list-ledger";
import { getPolicy } from "./manage-policies";
import { TOTAL } from "./operations-policies";
import { presentPayment } from "./present";
import { presentEntry } from "./present-collection";
import { readBody, refuseIssues } from "./read-body";
import { timeField } from "./time-field";
import { keyedQuery, ledgerQuery, pageOf } from "./wire-queries";

const operation = operationsWith(readBody);

const V1 = "/v1/insurance";
const POLICY = { policyId: "The policy's id." };
const policyOf = ({ ctx, params }: Call) =>
  getPolicy({ ctx, input: { id: pathId(params.policyId, "Policy") } });
// Judged beside what is stored, under the idempotency key.
const JUDGED = judgedByHandler<Record<string, unknown>>();

const datesQuery = z.object({ from: timeField, to: timeField });
// A Monday that stays ahead.
const DATE = "2099-06-01";

/** Collecting by request, money that came by EFT, and what moved on a policy. */
export const collectionOperations: readonly KeyedOperation[] = [
  operation({
    id: "listCollectionDates",
    method: "GET",
    path: `${V1}/policies/:policyId/collection-requests/payment-dates`,
    permission: "policies:read",
    summary: "List the dates money can be collected on by request",
    description: `Working days (Monday to Friday, in UTC) after today, of at most ${DATES_SPAN_DAYS_MAX} days. Holidays are not known here.`,
    params: POLICY,
    query: datesQuery,
    answers: { 200: { description: "Midnights in UTC.", schema: datesAnswer } },
    example: { params: { policyId: "$POLICY_ID" }, query: { from: DATE, to: "2099-06-08" } },
    load: policyOf,
    handle: async ({ ctx, query: { from, to } }) => {
      if (to < from) refuseIssues([unfit("to", 'must not be before "from"')]);
      if (to.getTime() - from.getTime() > DATES_SPAN_DAYS_MAX * DAY_MS)
        refuseIssues([unfit("to", `must be within ${DATES_SPAN_DAYS_MAX} days of "from"`)]);
      return jsonAnswer(possibleDates({ from, to, now: ctx.now }).map((date) => date.toISOString()));
    },
  }),
  operation({
    id: "requestCollection",
    method: "POST",
    path: `${V1}/policies/:policyId/payments/request-collection`,
    permission: "payments:create",
    summary: "Request a collection",
    description:
      "Records a pending premium of type `collection_request`, judged and collected like any other, by card, by debit order in two days or externally, as its method is.",
    params: POLICY,
    query: keyedQuery,
    body: { schema: requestCollectionBody, schemaFor: () => JUDGED },
    answers: { 200: { description: "The payment.", schema: paymentAnswer } },
    refuses: [409],
    example: {
      params: { policyId: "$POLICY_ID" },
      query: { idempotency_key: "missed-2099-05" },
      body: {
        amount: 10_000,
        description: "Missed premium for May",
        payment_date: DATE,
        payment_method_id: "$PAYMENT_METHOD_ID",
      },
    },
    handle: async ({ ctx, url, params, body }) =>
      once(
        { ctx, url, method: "POST", body },
        async (on) => {
          const policy = await getPolicy({ ctx, input: { id: pathId(params.policyId, "Policy") } }, on);
          return collectionRequested(ctx, { policy, body }, on);
        },
        async (tx, asked) => jsonAnswer(presentPayment(await createIn(tx, ctx, asked))),
      ),
  }),
  operation({
    id: "allocateEft",
    method: "POST",
    path: `${V1}/policies/:policyId/payments/allocate-eft`,
    permission: "payments:create",
    summary: "Allocate an EFT payment",
    description: "Records a successful premium of type `manual_eft`, and keeps what shows that it was paid.",
    params: POLICY,
    query: keyedQuery,
    body: { schema: allocateEftBody, schemaFor: () => JUDGED },
    answers: { 200: { description: "The payment.", schema: paymentAnswer } },
    refuses: [409],
    example: {
      params: { policyId: "$POLICY_ID" },
      query: { idempotency_key: "eft-2026-03" },
      body: {
        amount: 35_000,
        description: "Missed premium for March",
        payment_date: "2026-03-01",
        payment_method_id: "$PAYMENT_METHOD_ID",
        proof_of_payment: {
          file_name: "premium.txt",
          file_type: "text/plain",
          description: "Proof of payment",
          file_base64: "UGFpZA==",
        },
      },
    },
    handle: async ({ ctx, url, params, body }) =>
      once(
        { ctx, url, method: "POST", body },
        async (on) => {
          const policy = await getPolicy({ ctx, input: { id: pathId(params.policyId, "Policy") } }, on);
          return eftAllocated(ctx, { policy, body });
        },
        async (tx, allocated) => jsonAnswer(presentPayment(await allocateEft(tx, ctx, allocated))),
      ),
  }),
  operation({
    id: "getProofOfPayment",
    method: "GET",
    path: `${V1}/payments/:id/proof-of-payment`,
    permission: "payments:read",
    summary: "Read what shows that an EFT payment was made",
    description: "Ours. Not found where nothing was handed in.",
    params: { id: "The payment's id." },
    answers: { 200: { description: "The file.", schema: proofAnswer } },
    example: { params: { id: "$EFT_PAYMENT_ID" } },
    handle: async ({ ctx, params }) => {
      const proof = await getProofOfPayment({ ctx, input: { id: pathId(params.id, "Payment") } });
      const { fileName: file_name, description, fileType: file_type, content } = proof;
      return jsonAnswer({ file_name, description, file_type, file_base64: content.toString("base64") });
    },
  }),
  operation({
    id: "listLedger",
    method: "GET",
    path: `${V1}/policies/:policyId/ledger`,
    permission: "payments:read",
    summary: "List what moved on a policy",
    description:
      "Newest first: what came in is positive, what went out or came back negative. `include` adds the `balance` after each entry, its `payment` or its `payment_coupon`. A redeemed coupon is credited.",
    params: POLICY,
    query: ledgerQuery,
    answers: { 200: { description: "A page of entries.", schema: ledgerAnswer.array(), headers: TOTAL } },
    example: { params: { policyId: "$POLICY_ID" }, query: { include: "balance,payment" } },
    load: policyOf,
    handle: async ({ ctx, query, loaded: policy }) => {
      const { entries, total } = await listLedger({ ctx, input: { policyId: policy.id, ...pageOf(query) } });
      const [withPayment, withCoupon] = [has(query, "payment"), has(query, "payment_coupon")];
      const [payments, coupons] = await Promise.all([
        policyPaymentsByIds(withPayment ? entries.flatMap(({ paymentId }) => paymentId ?? []) : []),
        couponsById(withCoupon ? entries.flatMap(({ couponId }) => couponId ?? []) : []),
      ]);
      const shown = entries.map((entry) =>
        presentEntry(policy, entry, {
          balance: has(query, "balance"),
          payment: withPayment ? (payments.get(entry.paymentId ?? "") ?? null) : undefined,
          coupon: withCoupon ? (coupons.get(entry.couponId ?? "") ?? null) : undefined,
        }),
      );
      return jsonAnswer(shown, { "X-Total-Count": String(total) });
    },
  }),
];

function has({ include }: { include: readonly string[] }, name: string): boolean {
  return include.includes(name);
}
