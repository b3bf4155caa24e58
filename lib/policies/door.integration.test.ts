import { describe, expect, it } from "vitest";
import { anInsurer, ask } from "./testing";

describe("who may ask", () => {
  it.each([
    ["nobody", {}],
    ["a bearer token", { Authorization: "Bearer x" }],
    ["an unknown key", { Authorization: `Basic ${Buffer.from("nobody:").toString("base64")}` }],
  ])("%s is answered 401 in the door's shape", async (_, headers) => {
    const {
      status,
      body,
      headers: answered,
    } = await ask(null, "GET", "/policies", undefined, headers as HeadersInit);
    expect(status).toBe(401);
    expect(body.error?.type).toBe("authentication_error");
    expect(answered.get("www-authenticate")).toMatch(/^Basic/);
  });

  it("a key without the colon is taken, one with a password is not", async () => {
    const { key } = await anInsurer();
    const basic = (text: string) => ({ Authorization: `Basic ${Buffer.from(text).toString("base64")}` });
    expect((await ask(null, "GET", "/policies", undefined, basic(key))).status).toBe(200);
    expect((await ask(null, "GET", "/policies", undefined, basic(`${key}:secret`))).status).toBe(401);
  });

  it("a key that may only read is answered 403, before its body is looked at", async () => {
    const { key, policyId } = await anInsurer({ scopes: ["payments:read"] });
    const { status, body } = await ask(key, "POST", `/policies/${policyId}/payments`, "{");
    expect([status, body.error?.type]).toEqual([403, "authorization_error"]);
  });

  it("another merchant's objects are not there", async () => {
    const [own, other] = [await anInsurer(), await anInsurer()];
    const { body } = await other.pay("pending");
    for (const path of [
      `/policies/${other.policyId}`,
      `/policies/${other.policyId}/payments`,
      `/payments/${body.payment_id}`,
      `/policyholders/${other.holderId}/payment-methods`,
      `/product-modules/${other.moduleId}`,
      "/payments/not-a-uuid",
    ])
      expect([path, (await ask(own.key, "GET", path)).status]).toEqual([path, 404]);
    const { body: missing } = await ask(own.key, "GET", `/policies/${other.policyId}`);
    expect(missing.error?.message).toBe(`Policy with ID '${other.policyId}' not found`);
  });
});

describe("what cannot be read", () => {
  it.each([
    ["a wrong method", "DELETE", "/policies", undefined, 405, "invalid_request_error"],
    ["an unknown route", "GET", "/nothing", undefined, 404, "not_found_error"],
    ["malformed JSON", "POST", "/policyholders", "{", 400, "invalid_request_error"],
    ["no object", "POST", "/policyholders", "[]", 400, "invalid_request_error"],
    ["nothing", "POST", "/policyholders", "", 400, "invalid_request_error"],
    ["too much", "POST", "/policyholders", `"${"x".repeat(1_048_576)}"`, 413, "invalid_request_error"],
  ])("%s", async (_, method, path, body, status, type) => {
    const { key } = await anInsurer();
    const answer = await ask(key, method, path, body);
    expect([answer.status, answer.body.error?.type]).toEqual([status, type]);
  });
});
