import { expect, it } from "vitest";
import { decisionObstacle } from "./decision-obstacle";

it("lets a commission be decided until it is paid or rejected, and a clawback never", () => {
  const commission = (state: "pending" | "approved" | "paid" | "rejected") =>
    ({ kind: "commission", state }) as const;
  expect(decisionObstacle(commission("pending"), "approved")).toBeNull();
  expect(decisionObstacle(commission("pending"), "rejected")).toBeNull();
  expect(decisionObstacle(commission("approved"), "rejected")).toBeNull();
  expect(decisionObstacle(commission("approved"), "approved")).toBe("It is approved.");
  expect(decisionObstacle(commission("rejected"), "approved")).toBe("It is rejected.");
  expect(decisionObstacle(commission("paid"), "rejected")).toBe("It has been paid out and is locked.");
  for (const state of ["pending", "approved", "paid", "rejected"] as const)
    expect(decisionObstacle({ kind: "clawback", state }, "rejected")).toBe(
      "A clawback follows from a refund and cannot be decided.",
    );
  expect(decisionObstacle(undefined, "approved")).toBe("There is no such commission.");
});
