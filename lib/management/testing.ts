import { aKey } from "@/lib/checkout/testing";
import { managementDoor } from "@/lib/doors/management";
import { SCOPES, type Scope } from "@/lib/verb/permissions";

/** A new key that asks the door; `status` and what was answered. */
export async function aCaller(merchantId: string | null, scopes: Scope[] = [...SCOPES]) {
  return callerWith(await aKey(merchantId, scopes));
}

/** Asks the door with a key. */
export function callerWith(key: string) {
  return async (method: string, path: string, body?: unknown) => {
    const response = await managementDoor(
      new Request(`http://localhost/management/v1${path}`, {
        method,
        headers: { authorization: `Bearer ${key}`, "content-type": "application/json" },
        ...(body !== undefined && { body: JSON.stringify(body) }),
      }),
    );
    return { status: response.status, body: await response.json() };
  };
}
export type Caller = ReturnType<typeof callerWith>;

/** The same request twice at the same moment. */
export const twins = (call: Caller, method: string, path: string, body?: unknown) =>
  Promise.all([call(method, path, body), call(method, path, body)]);
