import { readAnyId } from "@/lib/ids";
import { type Ctx, deploymentTime } from "@/lib/verb/context";
import { authorize } from "@/lib/verb/permissions";
import { HEALTH_DELIVERIES_MAX } from "@/lib/webhooks/limits";
import type { Endpoint } from "./endpoint";
import { type EndpointHealth, healthOf } from "./health";
import { findEndpoint, noSuchEndpoint } from "./read-endpoint";
import { type SecretFact, validSecrets } from "./stored-secrets";

export interface EndpointDetail {
  endpoint: Endpoint;
  health: EndpointHealth;
  /** Those its messages are signed with, newest first. */
  secrets: SecretFact[];
}

/** One endpoint by its id in any spelling, also one that was deleted: what it was sent is still looked at. */
export async function getEndpoint({
  ctx,
  input,
}: {
  ctx: Ctx;
  input: { id: string };
}): Promise<EndpointDetail> {
  authorize(ctx, "webhooks:read");
  const id = readAnyId(input.id);
  const endpoint = id === null ? null : await findEndpoint(ctx, id);
  const health =
    endpoint && (await healthOf([endpoint.id], deploymentTime(ctx), HEALTH_DELIVERIES_MAX)).get(endpoint.id);
  if (!endpoint || !health) throw noSuchEndpoint(input.id);
  return { endpoint, health, secrets: await validSecrets(endpoint.id, deploymentTime(ctx)) };
}
