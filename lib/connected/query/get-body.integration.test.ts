import { request } from "node:http";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { aClient } from "@/lib/connected/testing-client";

let world: Awaited<ReturnType<typeof aClient>>;

beforeAll(async () => {
  world = await aClient();
});

afterAll(() => world.server.close());

describe("a query in the body of a GET", () => {
  it.each([
    ["/v3/payments", { "content-length": "25" }],
    ["/v3/accounts", { "transfer-encoding": "chunked" }],
    ["/connectors", { "content-length": "25" }],
  ])("is refused by %s, with where to send it instead", async (path, headers) => {
    const { status, body } = await get(path, headers, '{"$match":{"status":"A"}}');
    expect([status, JSON.parse(body)]).toEqual([
      400,
      { errorCode: "MISSING_OR_INVALID_BODY", errorMessage: expect.stringContaining("`query`") },
    ]);
  });

  it("is none where it is empty", async () => {
    expect((await get("/v3/payments", { "content-length": "0" }, "")).status).toBe(200);
  });
});

function get(path: string, headers: Record<string, string>, sent: string) {
  const authorization = `Bearer ${world.clientSecret}`;
  return new Promise<{ status: number | undefined; body: string }>((resolve, reject) => {
    const asked = request(
      `${world.serverURL}/api/payments${path}`,
      { method: "GET", headers: { ...headers, authorization } },
      (response) => {
        let body = "";
        response.setEncoding("utf8");
        response.on("data", (chunk: string) => {
          body += chunk;
        });
        response.on("end", () => resolve({ status: response.statusCode, body }));
      },
    );
    asked.on("error", reject);
    asked.end(sent);
  });
}
