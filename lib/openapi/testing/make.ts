import { doorAt } from "@/lib/server/doors";

/** The header by which a door knows a key. */
export function authorizationAt(path: string, key: string): string {
  return path.startsWith("/v1/insurance")
    ? `Basic ${Buffer.from(`${key}:`).toString("base64")}`
    : `Bearer ${key}`;
}

// Whatever kind of object it is: these are the ids that answers name.
export interface Made {
  id: string;
  payment_id: string;
  payment_method_id: string;
  policy_id: string;
  policyholder_id: string;
  product_module_id: string;
  payment_coupon_id: string;
  payment_batch_id: string;
  /** The first, of an answer that is a list. */
  0: Made;
  paymentUrl: string;
  data: { id: string; connectorID: string; paymentInitiationID: string; taskID: string; 0: { id: string } };
  merchants: { fingerprint: string }[];
}

/** What a door makes of a request; throws where it refuses. */
export async function make(key: string, method: string, path: string, body?: unknown): Promise<Made> {
  const headers = { authorization: authorizationAt(path, key), "content-type": "application/json" };
  const request = new Request(`http://localhost${path}`, {
    method,
    headers,
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
  const response = await doorAt(path)?.handle(request);
  const text = (await response?.text()) ?? "";
  if (!response?.ok) throw new Error(`${method} ${path} answered ${response?.status} ${text}`);
  return JSON.parse(text || "{}") as Made;
}
