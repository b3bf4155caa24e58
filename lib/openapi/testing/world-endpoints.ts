import { readAnyId } from "@/lib/ids";
import { newDelivery } from "@/lib/webhooks/deliveries/testing-deliveries";
import type { Made } from "./make";

/** An endpoint as the management door spells it, and a failed delivery of it by its UUID. */
export interface MadeEndpoint {
  endpointId: string;
  deliveryId: string;
}

const AT = "/management/v1/webhookEndpoints";
/** Far below the most there can be: other tests make some as well, and whatever is sent at random. */
const KEPT_MAX = 20;

/** Ways to make endpoints. There are at most so many: a world keeps its first, and lets go of the others now and then. */
export function endpointWorld(
  made: (path: string, body?: unknown, method?: string) => Promise<Made>,
): () => Promise<MadeEndpoint> {
  let first: string | null = null;

  return async function endpoint() {
    const { data } = (await made(AT, undefined, "GET")) as unknown as { data: Made[] };
    const others = data.length > KEPT_MAX ? data.filter((each) => each.id !== first) : [];
    for (const other of others) await made(`${AT}/${other.id}`, undefined, "DELETE").catch(() => null);
    const { id } = await made(AT, { url: "https://93.184.216.34/hooks" });
    first ??= id;
    const delivery = await newDelivery({ endpointId: readAnyId(id) ?? "" });
    return { endpointId: id, deliveryId: delivery.id };
  };
}
