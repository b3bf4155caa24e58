import { authorize } from "@/lib/auth/permissions";
import type { Ctx } from "@/lib/context";
import { run, statement } from "@/lib/db/sql";

export const CONNECTORS_LISTED_MAX = 100;

/** A holder of payments, as lists are filtered by it. */
export interface ListedConnector {
  id: string;
  name: string;
  provider: string;
}

/** Every connector that holds payments, by name. */
export function listConnectors({ ctx }: { ctx: Ctx }): Promise<ListedConnector[]> {
  authorize(ctx, "payments:read");
  return run<ListedConnector>(LIST, [CONNECTORS_LISTED_MAX]);
}

const LIST = statement("SELECT id, name, provider FROM connector ORDER BY name, id LIMIT $1");
