import type { Call, Route } from "@/lib/doors/door";
import { readJsonObject } from "@/lib/http/json-body";
import { createPolicyholder } from "@/lib/policies/holders/policyholder";
import {
  createProductModule,
  getProductModule,
  listProductModules,
  updateProductModule,
} from "@/lib/policies/modules/product-module";
import { authorize } from "@/lib/verb/permissions";
import { createPolicy, unknownOwners } from "./create-policy";
import { pathId } from "./door-paths";
import { issuesOf } from "./field-words";
import { jsonAnswer } from "./json";
import { getPolicy, listPolicies, updatePolicy } from "./manage-policies";
import { presentModule, presentPolicy, presentPolicyholder } from "./present";
import { readBody, refuseIssues } from "./read-body";
import {
  createPolicyBody,
  createPolicyholderBody,
  createProductModuleBody,
  listPoliciesQuery,
  updatePolicyBody,
  updateProductModuleBody,
} from "./wire";

export const policyRoutes: readonly Route[] = [
  { method: "POST", path: "/v1/insurance/policies", handle: addPolicy },
  { method: "GET", path: "/v1/insurance/policies", handle: policies },
  { method: "GET", path: "/v1/insurance/policies/:id", handle: policy },
  { method: "PATCH", path: "/v1/insurance/policies/:id", handle: changePolicy },
  { method: "POST", path: "/v1/insurance/policyholders", handle: addPolicyholder },
  { method: "POST", path: "/v1/insurance/product-modules", handle: addModule },
  { method: "GET", path: "/v1/insurance/product-modules", handle: modules },
  { method: "GET", path: "/v1/insurance/product-modules/:id", handle: module },
  { method: "PATCH", path: "/v1/insurance/product-modules/:id", handle: changeModule },
];

async function addPolicy({ ctx, request }: Call): Promise<Response> {
  authorize(ctx, "policies:manage");
  const body = await readJsonObject(request);
  const { success, data: input, error } = createPolicyBody.safeParse(body, { reportInput: true });
  if (!success) return refuseIssues([...issuesOf(error), ...(await unknownOwners(ctx, body))]);
  return jsonAnswer(presentPolicy(await createPolicy({ ctx, input })));
}

async function policies({ ctx, url }: Call): Promise<Response> {
  authorize(ctx, "policies:read");
  const { page, page_size, search, status } = readBody(
    listPoliciesQuery,
    Object.fromEntries(url.searchParams),
  );
  const input = { search, status, limit: page_size, offset: (page - 1) * page_size };
  const { policies, total } = await listPolicies({ ctx, input });
  return jsonAnswer(policies.map(presentPolicy), { "X-Total-Count": String(total) });
}

async function policy({ ctx, params }: Call): Promise<Response> {
  return jsonAnswer(presentPolicy(await getPolicy({ ctx, input: { id: pathId(params.id, "Policy") } })));
}

async function changePolicy({ ctx, request, params }: Call): Promise<Response> {
  authorize(ctx, "policies:manage");
  const body = await readJsonObject(request);
  const { id } = await getPolicy({ ctx, input: { id: pathId(params.id, "Policy") } });
  return jsonAnswer(
    presentPolicy(await updatePolicy({ ctx, input: { id, ...readBody(updatePolicyBody, body) } })),
  );
}

async function addPolicyholder({ ctx, request }: Call): Promise<Response> {
  authorize(ctx, "policies:manage");
  const input = readBody(createPolicyholderBody, await readJsonObject(request));
  return jsonAnswer(presentPolicyholder(await createPolicyholder({ ctx, input })));
}

async function addModule({ ctx, request }: Call): Promise<Response> {
  authorize(ctx, "product-modules:manage");
  const input = readBody(createProductModuleBody, await readJsonObject(request));
  return jsonAnswer(presentModule(await createProductModule({ ctx, input })));
}

async function modules({ ctx }: Call): Promise<Response> {
  const found = await listProductModules({ ctx });
  return jsonAnswer(found.map(presentModule), { "X-Total-Count": String(found.length) });
}

async function module({ ctx, params }: Call): Promise<Response> {
  const found = await getProductModule({ ctx, input: { id: pathId(params.id, "Product module") } });
  return jsonAnswer(presentModule(found));
}

async function changeModule({ ctx, request, params }: Call): Promise<Response> {
  authorize(ctx, "product-modules:manage");
  const body = await readJsonObject(request);
  const { id } = await getProductModule({ ctx, input: { id: pathId(params.id, "Product module") } });
  const input = { id, ...readBody(updateProductModuleBody, body) };
  return jsonAnswer(presentModule(await updateProductModule({ ctx, input })));
}
