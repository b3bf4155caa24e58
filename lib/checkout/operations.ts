import type { Operation, Reference } from "@/lib/http/operation";
import { customerAnswer, customersAnswer, paymentAnswer, paymentsAnswer } from "./answers";
import { CHECKOUT_REFUSALS } from "./refusals";
import { createCustomerBody, createPaymentBody, listCustomersQuery, listPaymentsQuery } from "./wire";

const operations: readonly Operation[] = [
  {
    id: "createCheckoutPayment",
    method: "POST",
    path: "/v0/payments",
    summary: "Create a payment and its link",
    description:
      "The answer's `paymentUrl` is where the customer pays. The same `idempotencyKey` again gives the payment that is " +
      "there, whatever else the body says. `merchantId` is required when the key is bound to no merchant, and " +
      "`savePaymentMethod` needs a `customerId`. Redirect addresses, `savePaymentMethod` and `expiresIn` are not echoed.",
    body: { schema: createPaymentBody({ merchantRequired: false }) },
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
  },
  {
    id: "listCheckoutPayments",
    method: "GET",
    path: "/v0/payments",
    summary: "List payments",
    description: "Newest first. A filter narrows `total` too; an offset past the end gives an empty list.",
    query: listPaymentsQuery,
    answers: { 200: { description: "A page of payments.", schema: paymentsAnswer } },
    example: { query: { status: "pending", limit: "20" } },
  },
  {
    id: "getCheckoutPayment",
    method: "GET",
    path: "/v0/payments/:id",
    summary: "Read a payment",
    params: { id: "The payment's id, `pay_…`." },
    answers: { 200: { description: "The payment.", schema: paymentAnswer } },
    example: { params: { id: "$PAYMENT_ID" } },
  },
  {
    id: "cancelCheckoutPayment",
    method: "POST",
    path: "/v0/payments/:id/cancel",
    summary: "Cancel a payment",
    description: "Only while it is pending; else 400 with the code `PAYMENT_NOT_CANCELLABLE`.",
    params: { id: "The payment's id, `pay_…`." },
    answers: { 200: { description: "The cancelled payment.", schema: paymentAnswer } },
    example: { params: { id: "$PAYMENT_ID" } },
  },
  {
    id: "createCheckoutCustomer",
    method: "POST",
    path: "/v0/customers",
    summary: "Add a customer",
    description: "`merchantId` is required when the key is bound to no merchant.",
    body: { schema: createCustomerBody({ merchantRequired: false }) },
    answers: { 201: { description: "The new customer.", schema: customerAnswer } },
    example: { body: { name: "Ana Ruiz", email: "ana@example.com", merchantId: "$MERCHANT_ID" } },
  },
  {
    id: "listCheckoutCustomers",
    method: "GET",
    path: "/v0/customers",
    summary: "List customers",
    description: "Newest first.",
    query: listCustomersQuery,
    answers: { 200: { description: "A page of customers.", schema: customersAnswer } },
    example: { query: { limit: "20" } },
  },
];

/** What the checkout door takes and answers. */
export const checkoutReference: Reference = {
  tag: "Checkout",
  name: "Checkout",
  description:
    "A merchant sends a customer a link to pay. Amounts are decimal strings, names are camelCase, and an absent optional " +
    "is left out of an answer, never null.",
  prefix: "/v0",
  security: ["bearer"],
  refusals: CHECKOUT_REFUSALS,
  operations,
};
