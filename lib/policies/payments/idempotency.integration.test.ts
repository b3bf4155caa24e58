import { describe, expect, it } from "vitest";
import { closePool } from "@/lib/db/pool";
import { newId } from "@/lib/ids";
import { anInsurer, ask } from "@/lib/policies/testing";

const keyed = (key: string) => `?${new URLSearchParams({ idempotency_key: key })}`;

describe("an idempotency key", () => {
  it("replays the first outcome byte for byte, also on other connections, and records one payment", async () => {
    const insurer = await anInsurer();
    const key = keyed(newId());
    const first = await insurer.pay("pending", { amount: 9007199254740991 }, key);
    // What a restart leaves: the database and nothing else.
    await closePool();
    const again = await insurer.pay("pending", { amount: 9007199254740991 }, key);
    expect(again.status).toBe(first.status);
    expect(again.text).toBe(first.text);
    expect(await insurer.payments()).toHaveLength(1);
  });

  it("compares parsed values, whatever the order of keys and the spelling of numbers", async () => {
    const insurer = await anInsurer();
    const key = keyed(newId());
    const body = insurer.body("pending");
    const first = await ask(insurer.key, "POST", `/policies/${insurer.policyId}/payments${key}`, body);
    const turned = JSON.stringify(Object.fromEntries(Object.entries(body).reverse())).replace(
      "18000",
      "18000.0",
    );
    const again = await ask(insurer.key, "POST", `/policies/${insurer.policyId}/payments${key}`, turned);
    expect(again.text).toBe(first.text);
  });

  it("with other parameters, or at another path, is a 409", async () => {
    const insurer = await anInsurer();
    const key = keyed(newId());
    const { body } = await insurer.pay("pending", {}, key);
    const other = await insurer.pay("pending", { amount: 1 }, key);
    const elsewhere = await insurer.update(body.payment_id, { status: "submitted" }, key);
    for (const answer of [other, elsewhere]) {
      expect(answer.status).toBe(409);
      expect(answer.body.error?.type).toBe("conflict_error");
    }
    // The key is looked at before validation.
    expect((await insurer.pay("pending", { amount: "x" }, key)).status).toBe(409);
  });

  it("is free again after a request that failed validation, or named nothing there is", async () => {
    const insurer = await anInsurer();
    const key = keyed(newId());
    expect((await insurer.pay("pending", { amount: 0 }, key)).status).toBe(400);
    expect((await insurer.pay("pending", { payment_method_id: newId() }, key)).status).toBe(400);
    const nowhere = `/policies/${newId()}/payments${key}`;
    const missing = await ask(insurer.key, "POST", nowhere, insurer.body("pending"));
    expect(missing.status).toBe(404);
    expect(missing.body.error?.message).toMatch(/^Policy with ID '[0-9a-f-]{36}' not found$/);
    expect((await insurer.pay("pending", {}, key)).status).toBe(200);
  });

  it("replays a failure that reached execution, even once it would succeed", async () => {
    const insurer = await anInsurer();
    const { body } = await insurer.pay("submitted");
    const key = keyed(newId());
    const refused = await insurer.update(body.payment_id, { status: "cancelled" }, key);
    expect(refused.status).toBe(409);
    const again = await insurer.update(body.payment_id, { status: "cancelled" }, key);
    expect(again.text).toBe(refused.text);
  });

  it("sent a hundred times at once records one payment: the others get the replay, or a 409 that says when to come back", async () => {
    const insurer = await anInsurer();
    const key = keyed(newId());
    const answers = await Promise.all(Array.from({ length: 100 }, () => insurer.pay("pending", {}, key)));
    const done = answers.filter(({ status }) => status === 200);
    expect(new Set(done.map(({ text }) => text)).size).toBe(1);
    for (const { status, headers } of answers.filter((each) => each.status !== 200)) {
      expect(status).toBe(409);
      expect(headers.get("retry-after")).toBe("1");
    }
    expect(await insurer.payments()).toHaveLength(1);
  });

  it("belongs to its merchant, and is at most 255 characters long", async () => {
    const [one, other] = [await anInsurer(), await anInsurer()];
    const key = keyed(newId());
    expect((await one.pay("pending", {}, key)).status).toBe(200);
    expect((await other.pay("pending", {}, key)).status).toBe(200);
    expect((await one.pay("pending", {}, keyed("k".repeat(255)))).status).toBe(200);
    const { status, body } = await one.pay("pending", {}, keyed("k".repeat(256)));
    expect(status).toBe(400);
    expect(body.error?.errors).toMatchObject([{ path: "idempotency_key" }]);
  });
});

describe("an idempotency key that is not well-formed", () => {
  it.each(["%FF", "%FE", "%ED%A0%80", "%C3"])("%s is a 400, and never another's", async (bytes) => {
    const insurer = await anInsurer();
    // What all of them would be read as is a key like any other.
    expect((await insurer.pay("pending", {}, "?idempotency_key=%EF%BF%BD")).status).toBe(200);
    const { status, body } = await insurer.pay("pending", {}, `?idempotency_key=${bytes}`);
    expect([status, body.error?.errors]).toEqual([
      400,
      [{ path: "idempotency_key", message: '"idempotency_key" must be well-formed text' }],
    ]);
    expect(await insurer.payments()).toHaveLength(1);
  });
});
