import { createCustomer } from "@/lib/customers/create-customer";
import { listCustomers } from "@/lib/customers/list-customers";
import { answerJson } from "@/lib/http/answer-json";
import { type KeyedOperation, operationsWith } from "@/lib/http/operation";
import { validate } from "@/lib/http/validate";
import { merchantBound } from "@/lib/verb/permissions";
import { customerAnswer, customersAnswer } from "./answers";
import { presentCustomer, presentList } from "./present";
import { createCustomerBody, listCustomersQuery } from "./wire";

const operation = operationsWith(validate);

const CUSTOMER_OF_ANY = createCustomerBody({ merchantRequired: true });
const CUSTOMER_OF_BOUND = createCustomerBody({ merchantRequired: false });

/** Whom links are sent to. */
export const customerOperations: readonly KeyedOperation[] = [
  operation({
    id: "createCheckoutCustomer",
    method: "POST",
    path: "/v0/customers",
    permission: "customers:write",
    summary: "Add a customer",
    description: "`merchantId` is required when the key is bound to no merchant.",
    body: {
      schema: CUSTOMER_OF_BOUND,
      schemaFor: ({ ctx }) => (merchantBound(ctx.actor) === null ? CUSTOMER_OF_ANY : CUSTOMER_OF_BOUND),
    },
    answers: { 201: { description: "The new customer.", schema: customerAnswer } },
    example: { body: { name: "Ana Ruiz", email: "ana@example.com", merchantId: "$MERCHANT_ID" } },
    handle: async ({ ctx, body }) =>
      answerJson(presentCustomer(await createCustomer({ ctx, input: body })), { status: 201 }),
  }),
  operation({
    id: "listCheckoutCustomers",
    method: "GET",
    path: "/v0/customers",
    permission: "customers:read",
    summary: "List customers",
    description: "Newest first.",
    query: listCustomersQuery,
    answers: { 200: { description: "A page of customers.", schema: customersAnswer } },
    example: { query: { limit: "20" } },
    handle: async ({ ctx, query }) => {
      const { customers, total } = await listCustomers({ ctx, input: query });
      const { limit, offset } = query;
      return answerJson(presentList(customers.map(presentCustomer), { limit, offset, total }));
    },
  }),
];
