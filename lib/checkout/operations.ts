import { answerJson } from "@/lib/http/answer-json";
import { type Call, type KeyedOperation, operationsWith } from "@/lib/http/operation";
import { validate } from "@/lib/http/validate";
import { PAYMENT_LIMIT_MINOR_DEFAULT } from "@/lib/merchants/limits";
import { cancelPayment } from "@/lib/payments/cancel-payment";
import { merchantBound } from "@/lib/verb/permissions";
import { paymentAnswer, paymentListAnswer } from "./answers";
import { createCheckoutPayment } from "./create-checkout-payment";
import { getCheckoutPayment } from "./get-checkout-payment";
import { listCheckoutPayments } from "./list-checkout-payments";
import { paymentLimitOfBody } from "./payment-limit";
import { presentList, presentPayment } from "./present";
import { createPaymentBody, listPaymentsQuery } from "./wire";

const operation = operationsWith(validate);

// Made once: making a schema takes several times what a whole request takes. Only a merchant with a limit of its own has
// one made for it.
const PAYMENT_OF_ANY = createPaymentBody({ merchantRequired: true });
const PAYMENT_OF_BOUND = createPaymentBody({ merchantRequired: false });

/** Payments and the links they are paid by. */
export const paymentOperations: readonly KeyedOperation[] = [
  operation({
    id: "createCheckoutPayment",
    method: "POST",
    path: "/v0/payments",
    permission: "payments:create",
    summary: "Create a payment and its link",
    description:
      "The answer's `paymentUrl` is where the customer pays. The same `idempotencyKey` again gives the payment that is " +
      "there, whatever else the body says. `merchantId` is required when the key is bound to no merchant, and " +
      "`savePaymentMethod` needs a `customerId`. Redirect addresses, `savePaymentMethod` and `expiresIn` are not echoed.",
    body: { schema: PAYMENT_OF_BOUND, schemaFor: paymentBodyFor },
    answers: {
      200: { description: "The payment this idempotency key made before.", schema: paymentAnswer },
      201: { description: "The new payment.", schema: paymentAnswer },
    },
    example: {
      body: {
        amount: "49.00",
        currency: "EUR",
        merchantId: "$MERCHANT_ID",
        reference: "order-1042",
        lineItems: [{ description: "Two stoneware mugs", amount: "24.50", quantity: 2 }],
        successRedirectUrl: "https://shop.example.com/thanks",
      },
    },
    handle: async ({ ctx, body }) => {
      const { created, payment } = await createCheckoutPayment({ ctx, input: body });
      return answerJson(presentPayment(payment), { status: created ? 201 : 200 });
    },
  }),
  operation({
    id: "listCheckoutPayments",
    method: "GET",
    path: "/v0/payments",
    permission: "payments:read",
    summary: "List payments",
    description: "Newest first. A filter narrows `total` too; an offset past the end gives an empty list.",
    query: listPaymentsQuery,
    answers: { 200: { description: "A page of payments.", schema: paymentListAnswer } },
    example: { query: { status: "pending", limit: "20" } },
    handle: async ({ ctx, query }) => {
      const { payments, total } = await listCheckoutPayments({ ctx, input: query });
      const { limit, offset } = query;
      return answerJson(presentList(payments.map(presentPayment), { limit, offset, total }));
    },
  }),
  operation({
    id: "getCheckoutPayment",
    method: "GET",
    path: "/v0/payments/:id",
    permission: "payments:read",
    summary: "Read a payment",
    params: { id: "The payment's id, `pay_…`." },
    answers: { 200: { description: "The payment.", schema: paymentAnswer } },
    example: { params: { id: "$PAYMENT_ID" } },
    handle: async ({ ctx, params }) => answerJson(presentPayment(await paymentAt(ctx, params))),
  }),
  operation({
    id: "cancelCheckoutPayment",
    method: "POST",
    path: "/v0/payments/:id/cancel",
    permission: "payments:cancel",
    summary: "Cancel a payment",
    description: "Only while it is pending; else 400 with the code `PAYMENT_NOT_CANCELLABLE`.",
    params: { id: "The payment's id, `pay_…`." },
    answers: { 200: { description: "The cancelled payment.", schema: paymentAnswer } },
    example: { params: { id: "$PAYMENT_ID" } },
    handle: async ({ ctx, params }) => {
      // Reading first expires a link past its time, and keeps this door to its own payments.
      const { id } = await paymentAt(ctx, params);
      await cancelPayment({ ctx, input: { id } });
      return answerJson(presentPayment(await paymentAt(ctx, params)));
    },
  }),
];

async function paymentBodyFor({ ctx }: Call, body: Readonly<Record<string, unknown>>) {
  const bound = merchantBound(ctx.actor);
  const limitMinor = await paymentLimitOfBody(body, bound);
  const merchantRequired = bound === null;
  if (limitMinor !== PAYMENT_LIMIT_MINOR_DEFAULT) return createPaymentBody({ merchantRequired, limitMinor });
  return merchantRequired ? PAYMENT_OF_ANY : PAYMENT_OF_BOUND;
}

function paymentAt(ctx: Call["ctx"], { id = "" }: Call["params"]) {
  return getCheckoutPayment({ ctx, input: { id } });
}
