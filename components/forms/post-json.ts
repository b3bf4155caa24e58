import type { ActionResult } from "./action-result";

/** A server action over a route of its own: for what is too large for an action, or must not make the page anew. */
export async function postJson<T>(address: string, body: object): Promise<ActionResult<T>> {
  const response = await fetch(address, {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify(body),
  });
  return (await response.json()) as ActionResult<T>;
}
