import { getAccount, listAccounts, recordAccount } from "@/lib/connected/connectors/account";
import { addConnector, listConnectors } from "@/lib/connected/connectors/connectors";
import { addPaymentAdjustment } from "@/lib/connected/payments/add-payment-adjustment";
import { connectedPaymentById, paymentUuid, readPaymentId } from "@/lib/connected/payments/connected-payment";
import { metadataOf } from "@/lib/connected/payments/metadata-body";
import {
  recordConnectedPayment,
  recordConnectedPaymentV3,
} from "@/lib/connected/payments/record-connected-payment";
import { updatePaymentMetadata } from "@/lib/connected/payments/update-payment-metadata";
import { listConnectedPayments } from "@/lib/connected/query/list-connected-payments";
import { readPageRequest } from "@/lib/connected/query/page-request";
import { bearerSecret, type Call, defineDoor, type PublicRoute, type Route } from "@/lib/doors/door";
import { readJsonObject, readJsonObjectOrNull } from "@/lib/http/json-body";
import type { Ctx } from "@/lib/verb/context";
import { authorize } from "@/lib/verb/permissions";
import { Refused } from "@/lib/verb/problem";
import { presentProblem } from "./errors";
import { encodeConnectorId } from "./ids";
import {
  losslessJson,
  presentAccountV1,
  presentAccountV3,
  presentConnectorV1,
  presentConnectorV3,
  presentPaymentV1,
  presentPaymentV3,
} from "./present";
import { authenticateBearer } from "./token";
import { validateFirst } from "./validate-first";
import { SERVER_INFO } from "./versions";
import { addAdjustment, createAccount, createConnector, createPaymentV1, createPaymentV3 } from "./wire";

const P = "/api/payments";

export const connectedRoutes: readonly (Route | PublicRoute)[] = [
  { method: "GET", path: `${P}/_info`, answer: () => Response.json(SERVER_INFO) },
  { method: "POST", path: `${P}/payments`, handle: createV1 },
  { method: "GET", path: `${P}/payments`, handle: listV1 },
  { method: "GET", path: `${P}/payments/:id`, handle: getV1 },
  { method: "PATCH", path: `${P}/payments/:id/metadata`, handle: patchMetadata },
  { method: "POST", path: `${P}/payments/:id/adjustments`, handle: adjust },
  { method: "POST", path: `${P}/v3/payments`, handle: createV3 },
  { method: "GET", path: `${P}/v3/payments`, handle: listV3 },
  { method: "GET", path: `${P}/v3/payments/:id`, handle: getV3 },
  { method: "PATCH", path: `${P}/v3/payments/:id/metadata`, handle: patchMetadata },
  { method: "GET", path: `${P}/connectors`, handle: connectorsV1 },
  { method: "POST", path: `${P}/connectors/:provider`, handle: (call) => install(call, 201) },
  { method: "GET", path: `${P}/v3/connectors`, handle: connectorsV3 },
  { method: "POST", path: `${P}/v3/connectors/install/:provider`, handle: (call) => install(call, 202) },
  { method: "POST", path: `${P}/accounts`, handle: accountV1 },
  { method: "GET", path: `${P}/accounts`, handle: accountsV1 },
  { method: "GET", path: `${P}/accounts/:id`, handle: oneAccountV1 },
  { method: "POST", path: `${P}/v3/accounts`, handle: accountV3 },
  { method: "GET", path: `${P}/v3/accounts`, handle: accountsV3 },
  { method: "GET", path: `${P}/v3/accounts/:id`, handle: oneAccountV3 },
];

/** The connected door (Formance dialect): everything under `/api/payments`, both wire versions over one model. */
export const connectedDoor = defineDoor(
  { name: "connected", secretOf: bearerSecret, authenticate: authenticateBearer, present: presentProblem },
  connectedRoutes,
);

async function createV1({ ctx, request }: Call): Promise<Response> {
  authorize(ctx, "payments:create");
  const input = validateFirst(createPaymentV1(ctx.now), await readJsonObject(request));
  return losslessJson({ data: presentPaymentV1(await recordConnectedPayment({ ctx, input })) });
}

async function createV3({ ctx, request }: Call): Promise<Response> {
  authorize(ctx, "payments:create");
  const input = validateFirst(createPaymentV3(ctx.now), await readJsonObject(request));
  return losslessJson({ data: presentPaymentV3(await recordConnectedPaymentV3({ ctx, input })) }, 201);
}

async function listV1({ ctx, url }: Call): Promise<Response> {
  const page = await listConnectedPayments({
    ctx,
    input: readPageRequest("payments/v1", url.searchParams),
    version: "v1",
  });
  return losslessJson({ cursor: { ...page, data: page.data.map(presentPaymentV1) } });
}

async function listV3({ ctx, url }: Call): Promise<Response> {
  const page = await listConnectedPayments({
    ctx,
    input: readPageRequest("payments/v3", url.searchParams),
    version: "v3",
  });
  return losslessJson({ cursor: { ...page, data: page.data.map(presentPaymentV3) } });
}

async function getV1({ ctx, params }: Call): Promise<Response> {
  return losslessJson({ data: presentPaymentV1(await readPayment(ctx, params.id)) });
}

async function getV3({ ctx, params }: Call): Promise<Response> {
  return losslessJson({ data: presentPaymentV3(await readPayment(ctx, params.id)) });
}

async function patchMetadata({ ctx, request, params }: Call): Promise<Response> {
  authorize(ctx, "payments:adjust");
  const id = await uuidOf(ctx, params.id);
  const metadata = metadataOf(await readJsonObjectOrNull(request));
  await updatePaymentMetadata({ ctx, input: { id, metadata } });
  return new Response(null, { status: 204 });
}

async function adjust({ ctx, request, params }: Call): Promise<Response> {
  authorize(ctx, "payments:adjust");
  const id = await uuidOf(ctx, params.id);
  const input = validateFirst(addAdjustment(ctx.now), await readJsonObject(request));
  const { changed } = await addPaymentAdjustment({ ctx, input: { ...input, id } });
  return losslessJson({ data: presentPaymentV1(await connectedPaymentById(id)) }, changed ? 201 : 200);
}

async function install({ ctx, request, params }: Call, status: number): Promise<Response> {
  authorize(ctx, "connectors:manage");
  const { name } = validateFirst(createConnector, await readJsonObject(request));
  const id = encodeConnectorId(await addConnector({ ctx, input: { provider: params.provider ?? "", name } }));
  return Response.json({ data: status === 201 ? { connectorID: id } : id }, { status });
}

async function connectorsV1({ ctx }: Call): Promise<Response> {
  return Response.json({ data: (await listConnectors({ ctx })).map(presentConnectorV1) });
}

async function connectorsV3({ ctx }: Call): Promise<Response> {
  const data = (await listConnectors({ ctx })).map(presentConnectorV3);
  return Response.json({ cursor: { pageSize: data.length, hasMore: false, data } });
}

async function accountV1(call: Call): Promise<Response> {
  return Response.json({ data: presentAccountV1(await takeAccount(call)) });
}

async function accountV3(call: Call): Promise<Response> {
  return Response.json({ data: presentAccountV3(await takeAccount(call)) }, { status: 201 });
}

async function takeAccount({ ctx, request }: Call) {
  authorize(ctx, "payments:create");
  return recordAccount({ ctx, input: validateFirst(createAccount(ctx.now), await readJsonObject(request)) });
}

async function accountsV1({ ctx, url }: Call): Promise<Response> {
  const page = await listAccounts({ ctx, input: readPageRequest("accounts/v1", url.searchParams) });
  return Response.json({ cursor: { ...page, data: page.data.map(presentAccountV1) } });
}

async function accountsV3({ ctx, url }: Call): Promise<Response> {
  const page = await listAccounts({ ctx, input: readPageRequest("accounts/v3", url.searchParams) });
  return Response.json({ cursor: { ...page, data: page.data.map(presentAccountV3) } });
}

async function oneAccountV1({ ctx, params }: Call): Promise<Response> {
  return Response.json({ data: presentAccountV1(await getAccount({ ctx, input: { id: params.id ?? "" } })) });
}

async function oneAccountV3({ ctx, params }: Call): Promise<Response> {
  return Response.json({ data: presentAccountV3(await getAccount({ ctx, input: { id: params.id ?? "" } })) });
}

async function readPayment(ctx: Ctx, id: string | undefined) {
  authorize(ctx, "payments:read");
  return connectedPaymentById(await uuidOf(ctx, id));
}

async function uuidOf(ctx: Ctx, id = ""): Promise<string> {
  const uuid = await paymentUuid(ctx, readPaymentId(id));
  if (!uuid) throw new Refused({ code: "not_found", object: "payment", id });
  return uuid;
}
