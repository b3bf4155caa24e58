import { run, statement } from "@/lib/db/sql";
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
  return run<{ id: string; url: string }>(LIST, [ENDPOINTS_MAX]);
}

const LIST = statement(`
  SELECT id, url FROM webhook_endpoint WHERE deleted_at IS NULL ORDER BY created_at, id LIMIT $1`);
