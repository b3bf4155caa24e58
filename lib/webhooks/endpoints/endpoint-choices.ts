import { query } from "@/lib/db/sql";
import { LIST } from "@/lib/generated/sql/webhooks/endpoints/endpoint-choices/list";
import type { Ctx } from "@/lib/verb/context";
import { authorize } from "@/lib/verb/permissions";
import { ENDPOINTS_MAX } from "@/lib/webhooks/limits";

export interface EndpointChoice {
  id: string;
  url: string;
}

/** The endpoints a form offers, in the order they were made. */
export async function endpointChoices({ ctx }: { ctx: Ctx }): Promise<EndpointChoice[]> {
  authorize(ctx, "webhooks:read");
  return query(LIST, { endpointsMax: ENDPOINTS_MAX });
}
