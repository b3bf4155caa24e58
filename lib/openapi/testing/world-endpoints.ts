import { readAnyId } from "@/lib/ids";
import { newDelivery } from "@/lib/webhooks/deliveries/testing-deliveries";
import type { Made } from "./make";

/** An endpoint as the management door spells it, and a failed delivery of it by its UUID. */
export interface MadeEndpoint {
  endpointId: string;
  deliveryId: string;
}

/** Ways to make endpoints. There are at most so many: a world keeps its first, and the one it made last. */
export function endpointWorld(
  made: (path: string, body?: unknown, method?: string) => Promise<Made>,
): () => Promise<MadeEndpoint> {
  const endpoints: string[] = [];

  return async function endpoint() {
    const [last] = endpoints.splice(1);
    if (last) await made(`/management/v1/webhookEndpoints/${last}`, undefined, "DELETE").catch(() => null);
    const { id } = await made("/management/v1/webhookEndpoints", { url: "https://93.184.216.34/hooks" });
    endpoints.push(id);
    const delivery = await newDelivery({ endpointId: readAnyId(id) ?? "" });
    return { endpointId: id, deliveryId: delivery.id };
  };
}
