import { expect } from "vitest";
import { aKey, aMerchant } from "@/lib/checkout/testing";
import { anInstalled, ask, type WireAnswer } from "@/lib/connected/testing";
import { newId } from "@/lib/ids";

/** A merchant with a connector, keys of it and of another merchant, and ways to make accounts and pools. */
export async function aPoolWorld() {
  const merchantId = (await aMerchant()).id;
  const key = await aKey(merchantId);
  const reader = await aKey(merchantId, ["payments:read"]);
  const stranger = await aKey((await aMerchant()).id);
  const connectorID = await anInstalled(key);

  async function anAccount(changes: Record<string, unknown> = {}, secret = key): Promise<string> {
    const sent = { reference: newId(), connectorID, createdAt: "2026-01-01T00:00:00Z", type: "INTERNAL" };
    return (await ask(secret, "POST", "/accounts", { ...sent, ...changes })).body.data?.id ?? "";
  }

  /** A pool made through the third wire version; its id. */
  async function aPool(body: object, secret = key): Promise<string> {
    const answer = await ask(secret, "POST", "/v3/pools", { name: `Pool ${newId()}`, ...body });
    expect(answer.status, answer.body.errorMessage).toBe(201);
    return answer.body.data as unknown as string;
  }

  async function accountsOf(id: string): Promise<unknown> {
    return (await ask(key, "GET", `/v3/pools/${id}`)).body.data?.poolAccounts;
  }

  return { key, reader, stranger, connectorID, anAccount, aPool, accountsOf };
}
export type PoolWorld = Awaited<ReturnType<typeof aPoolWorld>>;

export function refusalOf({ status, body }: WireAnswer) {
  return [status, body.errorCode, body.errorMessage];
}
