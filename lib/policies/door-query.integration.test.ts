import { expect, it } from "vitest";
import { anInsurer, ask } from "./testing";

it("refuses a NUL in an address by the parameter's name, as in a body", async () => {
  const { key } = await anInsurer();
  const answer = await ask(key, "GET", "/policies?status=active&search=a%00b");
  expect(answer.status).toBe(400);
  expect(answer.body.error?.errors).toEqual([
    { path: "search", message: expect.stringContaining("must not contain a NUL character") },
  ]);
});
