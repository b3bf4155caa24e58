import type { Call, Route } from "@/lib/doors/door";
import { readJsonArray, readJsonObject } from "@/lib/http/json-body";
import {
  ASYNC_BODY_BYTES_MAX,
  ASYNC_ITEMS_MAX,
  type AsyncOperation,
  queueAsync,
} from "@/lib/policies/payments/async-requests";
import { readCreateBody } from "@/lib/policies/payments/create-fields";
import { createIn } from "@/lib/policies/payments/create-policy-payment";
import { once } from "@/lib/policies/payments/idempotency";
import { presentAll } from "@/lib/policies/payments/included";
import { getPolicyPayment, listPolicyPayments } from "@/lib/policies/payments/list-policy-payments";
import { reversePolicyPayment } from "@/lib/policies/payments/reverse-policy-payment";
import { readUpdateBody, type UpdatePolicyPaymentBody } from "@/lib/policies/payments/update-fields";
import { changeIn, toChange } from "@/lib/policies/payments/update-policy-payment";
import { authorize } from "@/lib/verb/permissions";
import { policyMerchant } from "./acting-merchant";
import { pathId } from "./door-paths";
import { unfit, WHOLE_BODY } from "./field-words";
import { jsonAnswer } from "./json";
import { getPolicy } from "./manage-policies";
import { presentPayment } from "./present";
import { readBody, refuseIssues } from "./read-body";
import { includeQuery, listPaymentsQuery } from "./wire";

export const paymentRoutes: readonly Route[] = [
  { method: "POST", path: "/v1/insurance/policies/:policyId/payments", handle: createPayment },
  { method: "GET", path: "/v1/insurance/policies/:policyId/payments", handle: listPayments },
  { method: "POST", path: "/v1/insurance/payments/async-create", handle: (call) => queue(call, "create") },
  { method: "POST", path: "/v1/insurance/payments/async-update", handle: (call) => queue(call, "update") },
  { method: "GET", path: "/v1/insurance/payments/:id", handle: getPayment },
  { method: "PUT", path: "/v1/insurance/payments/:id", handle: updatePayment },
  { method: "POST", path: "/v1/insurance/payments/:id/reversal", handle: reverse },
];

async function createPayment({ ctx, request, url, params }: Call): Promise<Response> {
  authorize(ctx, "payments:create");
  const body = await readJsonObject(request);
  return once(
    { ctx, url, method: "POST", body },
    async (on) => ({
      policy: await getPolicy({ ctx, input: { id: pathId(params.policyId, "Policy") } }, on),
      read: readCreateBody(body),
    }),
    async (tx, asked) => jsonAnswer(presentPayment(await createIn(tx, ctx, asked))),
  );
}

async function updatePayment({ ctx, request, url, params }: Call): Promise<Response> {
  authorize(ctx, "payments:update");
  const body = await readJsonObject(request);
  return once(
    { ctx, url, method: "PUT", body },
    async (on) => {
      const { id } = await getPolicyPayment({ ctx, input: { id: pathId(params.id, "Payment") } }, on);
      const { value, issues } = readUpdateBody(body, id);
      return issues.length > 0 ? refuseIssues(issues) : toChange(value as UpdatePolicyPaymentBody);
    },
    async (tx, change) => jsonAnswer(presentPayment(await changeIn(tx, ctx, change))),
  );
}

async function queue({ ctx, request, url }: Call, operation: AsyncOperation): Promise<Response> {
  authorize(ctx, operation === "create" ? "payments:create" : "payments:update");
  const items = await readJsonArray(request, ASYNC_BODY_BYTES_MAX);
  const merchantId = await policyMerchant(ctx);
  return once(
    { ctx, url, method: "POST", body: items },
    async () => {
      if (items.length > ASYNC_ITEMS_MAX)
        refuseIssues([unfit(WHOLE_BODY, `must contain less than or equal to ${ASYNC_ITEMS_MAX} items`)]);
    },
    async (tx) => {
      await queueAsync(tx, ctx, { merchantId, operation, items });
      return new Response(null, { status: 200 });
    },
  );
}

async function listPayments({ ctx, url, params }: Call): Promise<Response> {
  authorize(ctx, "payments:read");
  const policyId = pathId(params.policyId, "Policy");
  await getPolicy({ ctx, input: { id: policyId } });
  const query = readBody(listPaymentsQuery, Object.fromEntries(url.searchParams));
  const { payments, total } = await listPolicyPayments({
    ctx,
    input: {
      policyId,
      status: query.status,
      paymentTypes: query.payment_types,
      limit: query.page_size,
      offset: (query.page - 1) * query.page_size,
    },
  });
  return jsonAnswer(await presentAll(payments, query.include), { "X-Total-Count": String(total) });
}

async function getPayment({ ctx, url, params }: Call): Promise<Response> {
  const payment = await getPolicyPayment({ ctx, input: { id: pathId(params.id, "Payment") } });
  const { include } = readBody(includeQuery, Object.fromEntries(url.searchParams));
  const [presented] = await presentAll([payment], include);
  return jsonAnswer(presented);
}

async function reverse({ ctx, params }: Call): Promise<Response> {
  return jsonAnswer(
    presentPayment(await reversePolicyPayment({ ctx, input: { id: pathId(params.id, "Payment") } })),
  );
}
