import { expect, it } from "vitest";
import { versionsDoor } from "./versions";

it("refuses another method than GET in the connected door's shape", async () => {
  for (const method of ["POST", "PUT", "PATCH", "DELETE"]) {
    const answer = await versionsDoor(new Request("http://localhost/versions", { method }));
    expect([answer.status, answer.headers.get("allow"), await answer.json()]).toEqual([
      405,
      "GET",
      { errorCode: "VALIDATION", errorMessage: expect.any(String) },
    ]);
  }
});
