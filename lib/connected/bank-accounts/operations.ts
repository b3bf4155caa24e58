import { z } from "zod";
import { one, page } from "@/lib/connected/answers";
import { readPageRequest } from "@/lib/connected/query/page-request";
import { pageQuery } from "@/lib/connected/query/query-schema";
import { validateFirst } from "@/lib/connected/validate-first";
import { noContent } from "@/lib/http/answer-json";
import { type KeyedOperation, operationsWith } from "@/lib/http/operation";
import { bankAccountV3 } from "./answers";
import { getConnectedBankAccount, listBankAccounts } from "./bank-account";
import { createBankAccount } from "./create-bank-account";
import { forwardBankAccount } from "./forward-bank-account";
import { presentBankAccountV3 } from "./present";
import { updateBankAccountMetadata } from "./update-bank-account-metadata";
import { bankAccountMetadataBody, createBankAccountV3, forwardBody } from "./wire";

const AT = "/api/payments/v3/bank-accounts";
const operation = operationsWith(validateFirst);

export const BANK_ACCOUNT_PARAMS = { id: "The bank account's id." };

export const KEPT_HERE =
  "The account number and the IBAN are sealed, and shown by their first and last characters alone. Sent twice, it is kept twice.";
export const FORWARDED =
  "A connector that takes accounts written through the door makes an external account of it, once; others refuse with " +
  "`CONNECTOR_CAPABILITY_NOT_SUPPORTED`.";

export const BANK_ACCOUNT_EXAMPLE = {
  name: "Rosa Lind",
  country: "DE",
  iban: "DE89370400440532013000",
  swiftBicCode: "COBADEFFXXX",
};
export const FORWARD_EXAMPLE = { connectorID: "$CONNECTOR_ID" };
export const METADATA_EXAMPLE = { metadata: { supplier: "4711" } };

export const forwarded = one(
  z.object({ taskID: z.string().meta({ description: "Done at once: see `/v3/tasks/{id}`." }) }),
);

/** Bank details that are kept for connectors, in the third wire version. */
export const bankAccountOperationsV3: readonly KeyedOperation[] = [
  operation({
    id: "createBankAccountV3",
    method: "POST",
    path: AT,
    permission: "payments:create",
    summary: "Keep bank details (v3)",
    description: KEPT_HERE,
    body: { schema: createBankAccountV3 },
    answers: { 201: { description: "The bank account's id.", schema: one(z.string()) } },
    example: { body: BANK_ACCOUNT_EXAMPLE },
    handle: async ({ ctx, body }) =>
      Response.json({ data: await createBankAccount({ ctx, input: body }) }, { status: 201 }),
  }),
  operation({
    id: "listBankAccountsV3",
    method: "GET",
    path: AT,
    permission: "payments:read",
    summary: "List bank details (v3)",
    query: pageQuery,
    answers: { 200: { description: "A page, newest first.", schema: page(bankAccountV3) } },
    handle: async ({ ctx, url }) => {
      const input = readPageRequest("bank-accounts/v3", url.searchParams);
      const found = await listBankAccounts({ ctx, input });
      return Response.json({ cursor: { ...found, data: found.data.map(presentBankAccountV3) } });
    },
  }),
  operation({
    id: "getBankAccountV3",
    method: "GET",
    path: `${AT}/:id`,
    permission: "payments:read",
    summary: "Read bank details (v3)",
    params: BANK_ACCOUNT_PARAMS,
    answers: { 200: { description: "The bank account.", schema: one(bankAccountV3) } },
    example: { params: { id: "$BANK_ACCOUNT_ID" } },
    handle: async ({ ctx, params: { id = "" } }) =>
      Response.json({ data: presentBankAccountV3(await getConnectedBankAccount({ ctx, input: { id } })) }),
  }),
  operation({
    id: "updateBankAccountMetadataV3",
    method: "PATCH",
    path: `${AT}/:id/metadata`,
    permission: "payments:create",
    summary: "Merge bank details' metadata (v3)",
    params: BANK_ACCOUNT_PARAMS,
    body: { schema: bankAccountMetadataBody },
    answers: { 204: { description: "Merged.", schema: null } },
    example: { params: { id: "$BANK_ACCOUNT_ID" }, body: METADATA_EXAMPLE },
    handle: async ({ ctx, params: { id = "" }, body: { metadata } }) => {
      await updateBankAccountMetadata({ ctx, input: { id, metadata } });
      return noContent();
    },
  }),
  operation({
    id: "forwardBankAccountV3",
    method: "POST",
    path: `${AT}/:id/forward`,
    permission: "payments:create",
    summary: "Hand bank details to a connector (v3)",
    description: FORWARDED,
    params: BANK_ACCOUNT_PARAMS,
    body: { schema: forwardBody },
    answers: { 202: { description: "The task, which has succeeded.", schema: forwarded } },
    example: { params: { id: "$BANK_ACCOUNT_ID" }, body: FORWARD_EXAMPLE },
    handle: async ({ ctx, params: { id = "" }, body }) => {
      const taskID = await forwardBankAccount({ ctx, input: { ...body, id } });
      return Response.json({ data: { taskID } }, { status: 202 });
    },
  }),
];
