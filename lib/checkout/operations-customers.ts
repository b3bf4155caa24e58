import { createCustomerOfConsumer } from "@/lib/customers/create-customer-of-consumer";
import type { Customer, NotificationSettings } from "@/lib/customers/customer";
import { deleteCustomer } from "@/lib/customers/delete-customer";
import { findOrCreateCustomer } from "@/lib/customers/find-or-create-customer";
import { getCustomer } from "@/lib/customers/get-customer";
import { listCustomers } from "@/lib/customers/list-customers";
import { updateCustomer } from "@/lib/customers/update-customer";
import { answerJson, noContent } from "@/lib/http/answer-json";
import { type KeyedOperation, operationsWith } from "@/lib/http/operation";
import { validate } from "@/lib/http/validate";
import type { Ctx } from "@/lib/verb/context";
import { merchantBound } from "@/lib/verb/permissions";
import { refuseField } from "@/lib/verb/problem";
import { customerAnswer, customerListAnswer } from "./answers";
import { presentList } from "./present";
import { presentCustomer } from "./present-customer";
import {
  type CreateCustomerBody,
  createCustomerBody,
  listCustomersQuery,
  updateCustomerBody,
} from "./wire-customers";

const operation = operationsWith(validate);

const CUSTOMER_OF_ANY = createCustomerBody({ merchantRequired: true });
const CUSTOMER_OF_BOUND = createCustomerBody({ merchantRequired: false });

const PARAMS = { id: "The customer's id, `cus_…`." };

/** Whom links are sent to. */
export const customerOperations: readonly KeyedOperation[] = [
  operation({
    id: "createCheckoutCustomer",
    method: "POST",
    path: "/v0/customers",
    permission: "customers:write",
    summary: "Add a customer",
    description:
      "Somebody new is a `consumer`, or (ours) a `name` and an `email`; whoever is a customer already is a `consumerId`, " +
      "and the same merchant's is found, not made. A `consumer` whose e-mail address a customer of the merchant has, and a " +
      "`name` whose e-mail address and `externalId` one has, are that customer, who stays as they are. `merchantId` is required when the key is bound to no merchant.",
    body: {
      schema: CUSTOMER_OF_BOUND,
      schemaFor: ({ ctx }) => (merchantBound(ctx.actor) === null ? CUSTOMER_OF_ANY : CUSTOMER_OF_BOUND),
    },
    answers: {
      200: { description: "The customer who is there already.", schema: customerAnswer },
      201: { description: "The new customer.", schema: customerAnswer },
    },
    refuses: [404, 409],
    example: { body: { name: "Ana Ruiz", email: "ana@example.com", merchantId: "$MERCHANT_ID" } },
    handle: async ({ ctx, body }) => {
      const { created, customer } = await makeCustomer(ctx, body);
      return answerJson(presentCustomer(customer), { status: created ? 201 : 200 });
    },
  }),
  operation({
    id: "listCheckoutCustomers",
    method: "GET",
    path: "/v0/customers",
    permission: "customers:read",
    summary: "List customers",
    description: "Newest first. A filter narrows `total` too.",
    query: listCustomersQuery,
    answers: { 200: { description: "A page of customers.", schema: customerListAnswer } },
    example: { query: { limit: "20" } },
    handle: async ({ ctx, query: { organizationId, merchantId = organizationId, ...query } }) => {
      const { customers, total } = await listCustomers({ ctx, input: { ...query, merchantId } });
      const { limit, offset } = query;
      return answerJson(presentList(customers.map(presentCustomer), { limit, offset, total }));
    },
  }),
  operation({
    id: "getCheckoutCustomer",
    method: "GET",
    path: "/v0/customers/:id",
    permission: "customers:read",
    summary: "Read a customer",
    params: PARAMS,
    answers: { 200: { description: "The customer.", schema: customerAnswer } },
    example: { params: { id: "$CUSTOMER_ID" } },
    handle: async ({ ctx, params: { id = "" } }) =>
      answerJson(presentCustomer(await getCustomer({ ctx, input: { id } }))),
  }),
  operation({
    id: "updateCheckoutCustomer",
    method: "PATCH",
    path: "/v0/customers/:id",
    permission: "customers:write",
    summary: "Change a customer",
    description:
      "What is left out stays. `null` takes `taxId` or `externalId` away; one number as `taxRates` is the rate of everything. " +
      "409 where another customer has the `externalId`.",
    params: PARAMS,
    body: { schema: updateCustomerBody },
    answers: { 200: { description: "The customer.", schema: customerAnswer } },
    refuses: [409],
    example: { params: { id: "$CUSTOMER_ID" }, body: { taxId: "DE123456789", taxRates: { default: 19 } } },
    handle: async ({ ctx, params: { id = "" }, body }) =>
      answerJson(presentCustomer(await updateCustomer({ ctx, input: { ...body, id } }))),
  }),
  operation({
    id: "deleteCheckoutCustomer",
    method: "DELETE",
    path: "/v0/customers/:id",
    permission: "customers:write",
    summary: "Delete a customer",
    description:
      "409 while a payment of theirs may still be paid. Payments that were made keep them; their saved cards are removed.",
    params: PARAMS,
    answers: { 204: { description: "Deleted.", schema: null } },
    refuses: [409],
    example: { params: { id: "$UNPAID_CUSTOMER_ID" } },
    handle: async ({ ctx, params: { id = "" } }) => {
      await deleteCustomer({ ctx, input: { id } });
      return noContent();
    },
  }),
];

async function makeCustomer(
  ctx: Ctx,
  { consumer, consumerId, ...body }: CreateCustomerBody,
): Promise<{ created: boolean; customer: Customer }> {
  const notificationSettings = body.notificationSettings && allChosen(body.notificationSettings);
  const input = { ...body, notificationSettings };
  if (consumerId !== undefined) return createCustomerOfConsumer({ ctx, input: { ...input, consumerId } });
  const { name = consumer?.name, email = consumer?.email } = body;
  // The schema has asked for them.
  if (name === undefined || email === undefined) return refuseField("name", "required", "is required");
  const { phone, address } = consumer ?? {};
  const profile = { ...(phone !== undefined && { phone }), ...(address && { address }) };
  const said = { ...input, ...profile, name, email, isWhoHasTheEmail: consumer !== undefined };
  return findOrCreateCustomer({ ctx, input: said });
}

function allChosen(given: Partial<Record<keyof NotificationSettings, boolean | undefined>>) {
  const { invoiceIssued = true, invoicePaid = true, renewalReminder = true } = given;
  return { invoiceIssued, invoicePaid, renewalReminder };
}
