import { one, page } from "@/lib/connected/answers";
import { losslessJson } from "@/lib/connected/present";
import { readPageRequest } from "@/lib/connected/query/page-request";
import { sortedPageQuery, transferInitiationsQuery } from "@/lib/connected/query/query-schema";
import { validateFirst } from "@/lib/connected/validate-first";
import { noContent } from "@/lib/http/answer-json";
import { type KeyedOperation, operationsWith } from "@/lib/http/operation";
import { transferInitiation } from "./answers";
import { createInitiation } from "./create-initiation";
import { approveInitiation, deleteInitiation, rejectInitiation } from "./decide-initiation";
import { getInitiation, type Initiation, listInitiations } from "./initiation";
import { INITIATION_EXAMPLE, INITIATION_PARAMS, REVERSAL_EXAMPLE } from "./operations";
import { presentTransferInitiation, stepsOf } from "./present";
import { reverseInitiation } from "./reverse-initiation";
import { retryInitiation } from "./send-initiation";
import {
  connectorOfInitiation,
  createInitiationV1,
  decideInitiationBody,
  reverseInitiationBody,
} from "./wire";

const AT = "/api/payments/transfer-initiations";
const operation = operationsWith(validateFirst);

/** The same as transfer initiations of the first wire version. */
export const initiationOperationsV1: readonly KeyedOperation[] = [
  operation({
    id: "createTransferInitiationV1",
    method: "POST",
    path: AT,
    permission: "payments:initiate",
    summary: "Initiate a transfer or a payout",
    description: "`validated` approves it at once. The same reference again gives the one that is there.",
    body: { schema: createInitiationV1 },
    answers: { 200: { description: "The transfer initiation.", schema: one(transferInitiation) } },
    example: { body: { ...INITIATION_EXAMPLE, validated: false } },
    handle: async ({ ctx, body }) => {
      const input = { ...body, connectorID: connectorOfInitiation(body) };
      const made = await createInitiation({ ctx, input, approved: body.validated });
      return losslessJson({ data: await presented(made) });
    },
  }),
  operation({
    id: "listTransferInitiationsV1",
    method: "GET",
    path: AT,
    permission: "payments:read",
    summary: "List transfer initiations",
    description: "`relatedAdjustments` is empty in lists.",
    query: sortedPageQuery.extend({ query: transferInitiationsQuery }),
    answers: {
      200: {
        description: "A page, newest first where `sort` says nothing.",
        schema: page(transferInitiation),
      },
    },
    handle: async ({ ctx, url }) => {
      const input = readPageRequest("transfer-initiations/v1", url.searchParams);
      const found = await listInitiations({ ctx, input, version: "v1" });
      const data = found.data.map((each) => presentTransferInitiation(each, []));
      return losslessJson({ cursor: { ...found, data } });
    },
  }),
  operation({
    id: "getTransferInitiationV1",
    method: "GET",
    path: `${AT}/:id`,
    permission: "payments:read",
    summary: "Read a transfer initiation",
    params: INITIATION_PARAMS,
    answers: { 200: { description: "The transfer initiation.", schema: one(transferInitiation) } },
    example: { params: { id: "$SENT_INITIATION_ID" } },
    handle: async ({ ctx, params: { id = "" } }) =>
      losslessJson({ data: await presented(await getInitiation({ ctx, input: { id } })) }),
  }),
  operation({
    id: "deleteTransferInitiationV1",
    method: "DELETE",
    path: `${AT}/:id`,
    permission: "payments:initiate",
    summary: "Delete a transfer initiation",
    params: INITIATION_PARAMS,
    answers: { 204: { description: "Deleted.", schema: null } },
    example: { params: { id: "$NEW_INITIATION_ID" } },
    handle: async ({ ctx, params: { id = "" } }) => {
      await deleteInitiation({ ctx, input: { id } });
      return noContent();
    },
  }),
  operation({
    id: "updateTransferInitiationStatusV1",
    method: "POST",
    path: `${AT}/:id/status`,
    permission: "payments:approve",
    summary: "Approve or reject a transfer initiation",
    params: INITIATION_PARAMS,
    body: { schema: decideInitiationBody },
    answers: { 204: { description: "Decided.", schema: null } },
    example: { params: { id: "$INITIATION_ID" }, body: { status: "VALIDATED" } },
    handle: async ({ ctx, params: { id = "" }, body: { status } }) => {
      const decide = status === "VALIDATED" ? approveInitiation : rejectInitiation;
      await decide({ ctx, input: { id } });
      return noContent();
    },
  }),
  operation({
    id: "reverseTransferInitiationV1",
    method: "POST",
    path: `${AT}/:id/reverse`,
    permission: "payments:approve",
    summary: "Reverse a transfer initiation",
    params: INITIATION_PARAMS,
    body: { schema: reverseInitiationBody },
    answers: { 204: { description: "Called back, or being called back.", schema: null } },
    example: { params: { id: "$SENT_INITIATION_ID" }, body: REVERSAL_EXAMPLE },
    handle: async ({ ctx, params: { id = "" }, body }) => {
      await reverseInitiation({ ctx, input: { ...body, id } });
      return noContent();
    },
  }),
  operation({
    id: "retryTransferInitiationV1",
    method: "POST",
    path: `${AT}/:id/retry`,
    permission: "payments:approve",
    summary: "Send a transfer initiation again that failed",
    params: INITIATION_PARAMS,
    answers: { 204: { description: "Sent again.", schema: null } },
    example: { params: { id: "$FAILED_INITIATION_ID" } },
    handle: async ({ ctx, params: { id = "" } }) => {
      await retryInitiation({ ctx, input: { id } });
      return noContent();
    },
  }),
];

async function presented(initiation: Initiation) {
  return presentTransferInitiation(initiation, await stepsOf(initiation));
}
