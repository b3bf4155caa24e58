import { expect, test } from "./fixtures";

test("a running server says that it is healthy", async ({ request }) => {
  const answer = await request.get("/api/health");
  expect(answer.status()).toBe(200);
  expect(await answer.json()).toEqual({ status: "ok" });
});

test("the checkout door opens for a key, and stays shut without one", async ({ request, apiKey }) => {
  expect((await request.get("/v0/payments")).status()).toBe(401);
  const headers = { authorization: `Bearer ${apiKey}` };
  expect((await request.get("/v0/payments", { headers })).status()).toBe(200);
});
