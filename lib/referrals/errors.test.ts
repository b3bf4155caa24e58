import { expect, it } from "vitest";
import { presentProblem } from "./errors";

it("names a bad field whatever it is called", async () => {
  const issue = { code: "invalid_value", message: "must not contain a NUL character" } as const;
  for (const path of ["constructor", "__proto__", "toString", "amount"]) {
    const answer = presentProblem({ code: "invalid", issues: [{ path, ...issue }] }, "0199");
    expect(answer.status).toBe(400);
    expect(await answer.text()).toContain(`"details":{"${path}":["must not contain a NUL character"]}`);
  }
});
