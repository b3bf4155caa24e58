import { z } from "zod";
import { one, page } from "@/lib/connected/answers";
import { FORWARD_EXAMPLE, FORWARDED, forwarded } from "@/lib/connected/bank-accounts/operations";
import { forwardBody } from "@/lib/connected/bank-accounts/wire";
import { readPageRequest } from "@/lib/connected/query/page-request";
import { pageQuery } from "@/lib/connected/query/query-schema";
import { validateFirst } from "@/lib/connected/validate-first";
import { noContent } from "@/lib/http/answer-json";
import { type KeyedOperation, operationsWith } from "@/lib/http/operation";
import { userTask, userV3 } from "./answers";
import { addBankAccountToUser, deleteUser, forwardUserBankAccount } from "./change-user";
import { createUser } from "./create-user";
import { presentUser } from "./present";
import { getUser, listUsers } from "./user";
import { createUserBody } from "./wire";

const AT = "/api/payments/v3/payment-service-users";
const operation = operationsWith(validateFirst);

export const USER_PARAMS = { id: "The payment service user's id." };
const BANK_ACCOUNT_PARAMS = { ...USER_PARAMS, bankAccountId: "The bank account's id." };

/** Payment service users and their bank accounts: the third wire version alone has them. */
export const paymentServiceUserOperations: readonly KeyedOperation[] = [
  operation({
    id: "createPaymentServiceUserV3",
    method: "POST",
    path: AT,
    permission: "payments:create",
    summary: "Keep a payment service user (v3)",
    description: "Sent twice, it is kept twice.",
    body: { schema: createUserBody },
    answers: { 201: { description: "The user's id.", schema: one(z.string()) } },
    example: {
      body: {
        name: "Rosa Lind",
        contactDetails: { email: "rosa@example.com", phoneNumber: "+49 30 901820" },
        address: { streetName: "Seestraße", streetNumber: "7", city: "Berlin", country: "DE" },
        bankAccountIDs: ["$BANK_ACCOUNT_ID"],
      },
    },
    handle: async ({ ctx, body }) =>
      Response.json({ data: await createUser({ ctx, input: body }) }, { status: 201 }),
  }),
  operation({
    id: "listPaymentServiceUsersV3",
    method: "GET",
    path: AT,
    permission: "payments:read",
    summary: "List payment service users (v3)",
    query: pageQuery,
    answers: { 200: { description: "A page, newest first.", schema: page(userV3) } },
    handle: async ({ ctx, url }) => {
      const found = await listUsers({
        ctx,
        input: readPageRequest("payment-service-users", url.searchParams),
      });
      return Response.json({ cursor: { ...found, data: found.data.map(presentUser) } });
    },
  }),
  operation({
    id: "getPaymentServiceUserV3",
    method: "GET",
    path: `${AT}/:id`,
    permission: "payments:read",
    summary: "Read a payment service user (v3)",
    params: USER_PARAMS,
    answers: { 200: { description: "The user.", schema: one(userV3) } },
    example: { params: { id: "$USER_ID" } },
    handle: async ({ ctx, params: { id = "" } }) =>
      Response.json({ data: presentUser(await getUser({ ctx, input: { id } })) }),
  }),
  operation({
    id: "deletePaymentServiceUserV3",
    method: "DELETE",
    path: `${AT}/:id`,
    permission: "payments:create",
    summary: "Delete a payment service user (v3)",
    description: "Their bank accounts stay.",
    params: USER_PARAMS,
    answers: { 202: { description: "The task, which is done.", schema: one(userTask) } },
    example: { params: { id: "$NEW_USER_ID" } },
    handle: async ({ ctx, params: { id = "" } }) =>
      Response.json({ data: { taskID: await deleteUser({ ctx, input: { id } }) } }, { status: 202 }),
  }),
  operation({
    id: "addBankAccountToPaymentServiceUserV3",
    method: "POST",
    path: `${AT}/:id/bank-accounts/:bankAccountId`,
    permission: "payments:create",
    summary: "Give a payment service user bank details (v3)",
    params: BANK_ACCOUNT_PARAMS,
    answers: { 204: { description: "It is the user's.", schema: null } },
    example: { params: { id: "$USER_ID", bankAccountId: "$BANK_ACCOUNT_ID" } },
    handle: async ({ ctx, params: { id = "", bankAccountId = "" } }) => {
      await addBankAccountToUser({ ctx, input: { id, bankAccountID: bankAccountId } });
      return noContent();
    },
  }),
  operation({
    id: "forwardPaymentServiceUserBankAccountV3",
    method: "POST",
    path: `${AT}/:id/bank-accounts/:bankAccountId/forward`,
    permission: "payments:create",
    summary: "Hand a payment service user's bank details to a connector (v3)",
    description: FORWARDED,
    params: BANK_ACCOUNT_PARAMS,
    body: { schema: forwardBody },
    answers: { 202: { description: "The task, which has succeeded.", schema: forwarded } },
    example: { params: { id: "$USER_ID", bankAccountId: "$BANK_ACCOUNT_ID" }, body: FORWARD_EXAMPLE },
    handle: async ({ ctx, params: { id = "", bankAccountId = "" }, body }) => {
      const input = { ...body, id, bankAccountID: bankAccountId };
      return Response.json(
        { data: { taskID: await forwardUserBankAccount({ ctx, input }) } },
        { status: 202 },
      );
    },
  }),
];
