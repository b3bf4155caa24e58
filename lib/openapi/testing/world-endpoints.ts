import { contextOf } from "@/lib/auth/testing/contexts";
import { readAnyId, spellId } from "@/lib/ids";
import { newDelivery } from "@/lib/webhooks/deliveries/testing-deliveries";
import { deleteEndpoint } from "@/lib/webhooks/endpoints/delete-endpoint";
import { listEndpoints } from "@/lib/webhooks/endpoints/list-endpoints";
import type { Made } from "./make";

/** An endpoint as the management door spells it, and a failed delivery of it by its UUID. */
export interface MadeEndpoint {
  endpointId: string;
  deliveryId: string;
}

/** Far below the most there can be: other tests make some as well, and whatever is sent at random. */
const KEPT_MAX = 20;

/** Ways to make endpoints. There are at most so many: a world keeps its first, and lets go of the others now and then. */
export function endpointWorld(
  made: (path: string, body?: unknown, method?: string) => Promise<Made>,
): () => Promise<MadeEndpoint> {
  let first: string | null = null;

  return async function endpoint() {
    await letGo(first);
    const { id } = await made("/management/v1/webhookEndpoints", { url: "https://93.184.216.34/hooks" });
    first ??= id;
    const delivery = await newDelivery({ endpointId: readAnyId(id) ?? "" });
    return { endpointId: id, deliveryId: delivery.id };
  };
}

/** Of whichever merchant, or of all. */
async function letGo(first: string | null): Promise<void> {
  const ctx = contextOf("admin");
  const all = await listEndpoints({ ctx });
  if (all.length <= KEPT_MAX) return;
  const others = all.filter(({ endpoint: { id } }) => spellId("we", id) !== first);
  for (const { endpoint } of others) await deleteEndpoint({ ctx, input: { id: endpoint.id } });
}
