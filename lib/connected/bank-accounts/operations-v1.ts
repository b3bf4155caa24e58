import { one, page } from "@/lib/connected/answers";
import { readPageRequest } from "@/lib/connected/query/page-request";
import { sortedPageQuery } from "@/lib/connected/query/query-schema";
import { validateFirst } from "@/lib/connected/validate-first";
import { noContent } from "@/lib/http/answer-json";
import { type KeyedOperation, operationsWith } from "@/lib/http/operation";
import type { Ctx } from "@/lib/verb/context";
import { bankAccountV1 } from "./answers";
import { getConnectedBankAccount, listBankAccounts } from "./bank-account";
import { createBankAccount } from "./create-bank-account";
import { forwardBankAccount } from "./forward-bank-account";
import {
  BANK_ACCOUNT_EXAMPLE,
  BANK_ACCOUNT_PARAMS,
  FORWARD_EXAMPLE,
  FORWARDED,
  KEPT_HERE,
  METADATA_EXAMPLE,
} from "./operations";
import { presentBankAccountV1 } from "./present";
import { updateBankAccountMetadata } from "./update-bank-account-metadata";
import { bankAccountMetadataBody, createBankAccountV1, forwardBody } from "./wire";

const AT = "/api/payments/bank-accounts";
const operation = operationsWith(validateFirst);

/** Bank details that are kept for connectors, in the first wire version. */
export const bankAccountOperationsV1: readonly KeyedOperation[] = [
  operation({
    id: "createBankAccountV1",
    method: "POST",
    path: AT,
    permission: "payments:create",
    summary: "Keep bank details",
    description: `${KEPT_HERE} With a connector it is handed to that one at once. ${FORWARDED}`,
    body: { schema: createBankAccountV1 },
    answers: { 200: { description: "The bank account.", schema: one(bankAccountV1) } },
    example: { body: BANK_ACCOUNT_EXAMPLE },
    handle: async ({ ctx, body }) => shown(ctx, await createBankAccount({ ctx, input: body })),
  }),
  operation({
    id: "listBankAccountsV1",
    method: "GET",
    path: AT,
    permission: "payments:read",
    summary: "List bank details",
    query: sortedPageQuery,
    answers: {
      200: { description: "A page, newest first where `sort` says nothing.", schema: page(bankAccountV1) },
    },
    handle: async ({ ctx, url }) => {
      const input = readPageRequest("bank-accounts/v1", url.searchParams);
      const found = await listBankAccounts({ ctx, input });
      return Response.json({ cursor: { ...found, data: found.data.map(presentBankAccountV1) } });
    },
  }),
  operation({
    id: "getBankAccountV1",
    method: "GET",
    path: `${AT}/:id`,
    permission: "payments:read",
    summary: "Read bank details",
    params: BANK_ACCOUNT_PARAMS,
    answers: { 200: { description: "The bank account.", schema: one(bankAccountV1) } },
    example: { params: { id: "$BANK_ACCOUNT_ID" } },
    handle: async ({ ctx, params: { id = "" } }) => shown(ctx, id),
  }),
  operation({
    id: "forwardBankAccountV1",
    method: "POST",
    path: `${AT}/:id/forward`,
    permission: "payments:create",
    summary: "Hand bank details to a connector",
    description: FORWARDED,
    params: BANK_ACCOUNT_PARAMS,
    body: { schema: forwardBody },
    answers: {
      200: { description: "The bank account with what was made of it.", schema: one(bankAccountV1) },
    },
    example: { params: { id: "$BANK_ACCOUNT_ID" }, body: FORWARD_EXAMPLE },
    handle: async ({ ctx, params: { id = "" }, body }) => {
      await forwardBankAccount({ ctx, input: { ...body, id } });
      return shown(ctx, id);
    },
  }),
  operation({
    id: "updateBankAccountMetadataV1",
    method: "PATCH",
    path: `${AT}/:id/metadata`,
    permission: "payments:create",
    summary: "Merge bank details' metadata",
    params: BANK_ACCOUNT_PARAMS,
    body: { schema: bankAccountMetadataBody },
    answers: { 204: { description: "Merged.", schema: null } },
    example: { params: { id: "$BANK_ACCOUNT_ID" }, body: METADATA_EXAMPLE },
    handle: async ({ ctx, params: { id = "" }, body: { metadata } }) => {
      await updateBankAccountMetadata({ ctx, input: { id, metadata } });
      return noContent();
    },
  }),
];

async function shown(ctx: Ctx, id: string): Promise<Response> {
  return Response.json({ data: presentBankAccountV1(await getConnectedBankAccount({ ctx, input: { id } })) });
}
