import { z } from "zod";
import { spelledId, time } from "@/lib/http/answer-fields";
import { answerJson, noContent } from "@/lib/http/answer-json";
import { notOffered } from "@/lib/http/not-offered";
import { type KeyedOperation, operationsWith } from "@/lib/http/operation";
import { validate } from "@/lib/http/validate";
import { spellId } from "@/lib/ids";
import { CHECKOUT_PRECISION } from "@/lib/money/checkout-currencies";
import { formatDecimal } from "@/lib/money/decimal";
import { isOpen } from "@/lib/payments/attempt";
import { chargeSavedMethod, type SavedMethodCharge } from "./charge-saved-method";
import { text } from "./fields";
import { getCheckoutPayment } from "./get-checkout-payment";
import { IDEMPOTENCY_KEY_LENGTH_MAX, REFERENCE_LENGTH_MAX } from "./limits";
import { listSavedMethods } from "./list-saved-methods";
import { presentList } from "./present";
import { removeSavedMethod } from "./remove-saved-method";
import { pageQuery } from "./wire";

const operation = operationsWith(validate);

const methodAnswer = z
  .object({
    id: spelledId("pm"),
    object: z.literal("paymentMethod"),
    customerId: spelledId("cus"),
    type: z.literal("card"),
    brand: z.string(),
    last4: z.string(),
    expMonth: z.int(),
    expYear: z.int(),
    createdAt: time,
  })
  .meta({ id: "CheckoutPaymentMethod" });

const methodsAnswer = z
  .object({
    object: z.literal("list"),
    data: z.array(methodAnswer),
    pagination: z.object({ limit: z.int(), offset: z.int(), total: z.int() }),
  })
  .meta({ id: "CheckoutPaymentMethodList" });

const chargeAnswer = z
  .object({
    id: spelledId("att"),
    object: z.literal("charge"),
    paymentId: spelledId("pay"),
    paymentMethodId: spelledId("pm"),
    amount: z.string().regex(/^\d+\.\d{2}$/),
    currency: z.string(),
    status: z.enum(["pending", "succeeded", "failed"]),
    declineCode: z.string().optional(),
    createdAt: time,
    finishedAt: time.optional(),
  })
  .meta({ id: "CheckoutCharge" });

const chargeBody = z.object({
  paymentMethodId: text(REFERENCE_LENGTH_MAX, 1),
  idempotencyKey: text(IDEMPOTENCY_KEY_LENGTH_MAX, 1),
});

const CUSTOMER = { id: "The customer's id, `cus_…`." };

/** The cards that customers have saved, listed as the original does; and ours: removing and charging them. */
export const savedMethodOperations: readonly KeyedOperation[] = [
  operation({
    id: "listCheckoutPaymentMethods",
    method: "GET",
    path: "/v0/customers/:id/paymentMethods",
    permission: "customers:read",
    summary: "List a customer's saved cards",
    description: "Newest first. A card is saved on the hosted page, by a payment with `savePaymentMethod`.",
    params: CUSTOMER,
    query: pageQuery,
    answers: { 200: { description: "A page of saved cards.", schema: methodsAnswer } },
    example: { params: { id: "$CUSTOMER_ID" } },
    handle: async ({ ctx, params: { id = "" }, query: { limit, offset } }) => {
      const { customerId, methods } = await listSavedMethods({ ctx, input: { customerId: id } });
      const page = methods.slice(offset, offset + limit).map(
        ({ id, brand, last4, expiryMonth, expiryYear, createdAt }): z.output<typeof methodAnswer> => ({
          id: spellId("pm", id),
          object: "paymentMethod",
          customerId: spellId("cus", customerId),
          type: "card",
          brand,
          last4,
          expMonth: expiryMonth,
          expYear: expiryYear,
          createdAt: createdAt.toISOString(),
        }),
      );
      return answerJson(presentList(page, { limit, offset, total: methods.length }));
    },
  }),
  operation(
    notOffered({
      id: "createCheckoutPaymentMethod",
      method: "POST",
      path: "/v0/customers/:id/paymentMethods",
      permission: "customers:write",
      summary: "Keep a card without a payment",
      description:
        "Not offered here, and always refused: a card is kept with the payment it is first used for, by `savePaymentMethod`.",
      message:
        "A card is not kept without a payment here: create a payment with savePaymentMethod, and it is kept once it is paid.",
    }),
  ),
  operation({
    id: "removeCheckoutPaymentMethod",
    method: "DELETE",
    path: "/v0/customers/:id/paymentMethods/:methodId",
    permission: "customers:write",
    summary: "Remove a saved card",
    description:
      "From now on nothing is charged to it here. Where a provider keeps it, that lets go of it too, within seconds or as soon as it answers; what was paid with it stays.",
    params: { ...CUSTOMER, methodId: "The saved card's id, `pm_…`." },
    answers: { 204: { description: "Removed.", schema: null } },
    example: { params: { id: "$CUSTOMER_ID", methodId: "$PAYMENT_METHOD_ID" } },
    handle: async ({ ctx, params: { id = "", methodId = "" } }) => {
      await removeSavedMethod({ ctx, input: { customerId: id, id: methodId } });
      return noContent();
    },
  }),
  operation({
    id: "chargeCheckoutPayment",
    method: "POST",
    path: "/v0/payments/:id/charge",
    permission: "payments:create",
    summary: "Charge a payment to a saved card",
    description:
      "Off session: the customer is not there, so a card that asks for a challenge is declined. The same `idempotencyKey` " +
      "again tells what became of the first charge and charges nothing. `failed` leaves the payment pending: it may be " +
      "charged to another card, or paid by its link; ten declines lock it for an hour.",
    params: { id: "The payment's id, `pay_…`." },
    body: { schema: chargeBody },
    answers: {
      200: { description: "The charge this idempotency key made before.", schema: chargeAnswer },
      201: { description: "The charge.", schema: chargeAnswer },
    },
    refuses: [409],
    example: {
      params: { id: "$CUSTOMERS_PAYMENT_ID" },
      body: { paymentMethodId: "$PAYMENT_METHOD_ID", idempotencyKey: "charge-order-1042" },
    },
    load: ({ ctx, params: { id = "" } }) => getCheckoutPayment({ ctx, input: { id } }),
    handle: async ({ ctx, loaded: { id }, body }) => {
      const charge = await chargeSavedMethod({ ctx, input: { ...body, id } });
      return answerJson(presentCharge(charge), { status: charge.replayed ? 200 : 201 });
    },
  }),
];

function presentCharge({ attempt, currency }: SavedMethodCharge): z.output<typeof chargeAnswer> {
  const { state, declineCode, finishedAt, savedPaymentMethodId } = attempt;
  return {
    id: spellId("att", attempt.id),
    object: "charge",
    paymentId: spellId("pay", attempt.paymentId),
    paymentMethodId: spellId("pm", savedPaymentMethodId ?? ""),
    amount: formatDecimal(attempt.amountMinor, CHECKOUT_PRECISION),
    currency,
    status: isOpen(attempt) ? "pending" : state === "succeeded" ? "succeeded" : "failed",
    ...(declineCode !== null && { declineCode }),
    createdAt: attempt.startedAt.toISOString(),
    ...(finishedAt !== null && { finishedAt: finishedAt.toISOString() }),
  };
}
