import { z } from "zod";
import { one, page } from "@/lib/connected/answers";
import { connectorAt } from "@/lib/connected/connectors/one-connector";
import { pageOfList } from "@/lib/connected/query/page-of-list";
import { readPageRequest } from "@/lib/connected/query/page-request";
import { pageQuery } from "@/lib/connected/query/query-schema";
import { validateFirst } from "@/lib/connected/validate-first";
import { noContent } from "@/lib/http/answer-json";
import { type KeyedOperation, operationsWith } from "@/lib/http/operation";
import { userTask } from "./answers";
import { USER_PARAMS } from "./operations";
import { getUser } from "./user";
import { forwardUser, partUser } from "./user-at-connector";

const AT = "/api/payments/v3/payment-service-users/:id";
const operation = operationsWith(validateFirst);

const PARAMS = { ...USER_PARAMS, connectorId: "The connector's id, unpadded base64url." };
const EXAMPLE = { params: { id: "$USER_ID", connectorId: "$SANDBOX_CONNECTOR_ID" } };
const nothing = z.object({ id: z.string() });

/** A list of what connectors report that connect banks, which none here does: there, and empty. */
const emptyList = (id: string, path: string, summary: string) =>
  operation({
    id,
    method: "GET",
    path,
    permission: "payments:read",
    summary,
    description: "No connector here connects banks, so there is none.",
    params: path.includes(":connectorId") ? PARAMS : USER_PARAMS,
    query: pageQuery,
    answers: { 200: { description: "A page without any.", schema: page(nothing) } },
    example: path.includes(":connectorId") ? EXAMPLE : { params: { id: "$USER_ID" } },
    handle: async ({ ctx, url, params: { id: userId = "", connectorId } }) => {
      await getUser({ ctx, input: { id: userId } });
      if (connectorId !== undefined) await connectorAt(ctx, connectorId);
      const input = readPageRequest(id, url.searchParams);
      return Response.json({ cursor: pageOfList([], input, () => ["", ""]) });
    },
  });

/** Payment service users at connectors. */
export const forwardedUserOperations: readonly KeyedOperation[] = [
  operation({
    id: "forwardPaymentServiceUserV3",
    method: "POST",
    path: `${AT}/connectors/:connectorId/forward`,
    permission: "payments:create",
    summary: "Hand a payment service user to a connector (v3)",
    description:
      "Only a connector of DUMMY-PAY, the sandbox, takes users; others refuse with `CONNECTOR_CAPABILITY_NOT_SUPPORTED`.",
    params: PARAMS,
    answers: { 204: { description: "The connector knows the user.", schema: null } },
    example: EXAMPLE,
    handle: async ({ ctx, params: { id = "", connectorId = "" } }) => {
      await forwardUser({ ctx, input: { id, connectorID: connectorId } });
      return noContent();
    },
  }),
  operation({
    id: "deletePaymentServiceUserConnectorV3",
    method: "DELETE",
    path: `${AT}/connectors/:connectorId`,
    permission: "payments:create",
    summary: "Part a payment service user from a connector (v3)",
    description: "The user stays.",
    params: PARAMS,
    answers: { 202: { description: "The task, which is done.", schema: one(userTask) } },
    example: { params: { id: "$NEW_USER_ID", connectorId: "$SANDBOX_CONNECTOR_ID" } },
    handle: async ({ ctx, params: { id = "", connectorId = "" } }) => {
      const taskID = await partUser({ ctx, input: { id, connectorID: connectorId } });
      return Response.json({ data: { taskID } }, { status: 202 });
    },
  }),
  emptyList(
    "listPaymentServiceUserConnectionsV3",
    `${AT}/connections`,
    "List a payment service user's connections (v3)",
  ),
  emptyList(
    "listPaymentServiceUserConnectorConnectionsV3",
    `${AT}/connectors/:connectorId/connections`,
    "List a payment service user's connections at one connector (v3)",
  ),
  emptyList(
    "listPaymentServiceUserLinkAttemptsV3",
    `${AT}/connectors/:connectorId/link-attempts`,
    "List attempts to connect a bank (v3)",
  ),
];
