import { beforeAll, describe, expect, it } from "vitest";
import { newId } from "@/lib/ids";
import { aWorld, type World } from "@/lib/openapi/testing/world";
import { doorAt } from "@/lib/server/doors";
import { type CounterfoilClient, counterfoilClient } from "./client";

let world: World;
let client: CounterfoilClient;

const asDeployed = async (request: Request) =>
  (await doorAt(new URL(request.url).pathname)?.handle(request)) ?? new Response(null, { status: 404 });

beforeAll(async () => {
  world = await aWorld();
  client = counterfoilClient({ url: "http://localhost", key: world.key, fetch: asDeployed });
});

describe("the client", () => {
  it("makes a checkout payment once for its key, and reads it", async () => {
    const body = { amount: "49.00", currency: "EUR", idempotencyKey: newId() } as const;
    const made = await client.POST("/v0/payments", { body });
    const again = await client.POST("/v0/payments", { body });
    expect([made.response.status, again.response.status]).toEqual([201, 200]);
    const id = made.data?.id ?? "";
    const read = await client.GET("/v0/payments/{id}", { params: { path: { id } } });
    expect(read.data).toEqual(again.data);
    const listed = await client.GET("/v0/payments", { params: { query: { status: "pending", limit: 1 } } });
    expect(listed.data?.data.map((payment) => payment.id)).toEqual([id]);
  });

  it("is told in types what was wrong", async () => {
    const { data, error, response } = await client.POST("/v0/payments", {
      body: { amount: "0.10", currency: "EUR" },
    });
    expect([data, response.status]).toEqual([undefined, 400]);
    expect(error).toMatchObject({ error: "validation_error", errors: [{ field: "amount" }] });
  });

  it("asks every door with the one key, each as it wants to be shown it", async () => {
    const { POLICY_ID = "" } = await world.keptVariablesOf("Policies");
    const policy = await client.GET("/v1/insurance/policies/{id}", {
      params: { path: { id: POLICY_ID } },
    });
    expect(policy.data?.policy_id).toBe(POLICY_ID);
    const payments = await client.GET("/api/payments/payments", { params: { query: { pageSize: 5 } } });
    expect(payments.response.status).toBe(200);
    const { PARTNER_ID = "" } = await world.keptVariablesOf("Referrals");
    const partner = await client.GET("/api/v1/partners/{id}", { params: { path: { id: PARTNER_ID } } });
    expect(partner.data?.data.id).toBe(PARTNER_ID);
    const merchants = await client.GET("/management/v1/merchants");
    expect(merchants.data?.data.length).toBe(1);
  });

  it("is refused with a key that is not known, and says so", async () => {
    const stranger = counterfoilClient({ url: "http://localhost", key: "cf_unknown", fetch: asDeployed });
    for (const path of ["/v0/payments", "/v1/insurance/policies", "/management/v1/merchants"] as const) {
      const { data, response } = await stranger.GET(path);
      expect([path, data, response.status]).toEqual([path, undefined, 401]);
    }
  });
});
