import { expect, it } from "vitest";
import { decisionRefusal } from "./decision-refusal";

it("lets a commission be decided until it is paid or rejected, and a clawback never", () => {
  const commission = (state: "pending" | "approved" | "paid" | "rejected") =>
    ({ kind: "commission", state }) as const;
  expect(decisionRefusal(commission("pending"), "approved")).toBeNull();
  expect(decisionRefusal(commission("pending"), "rejected")).toBeNull();
  expect(decisionRefusal(commission("approved"), "rejected")).toBeNull();
  expect(decisionRefusal(commission("approved"), "approved")).toBe("It is approved.");
  expect(decisionRefusal(commission("rejected"), "approved")).toBe("It is rejected.");
  expect(decisionRefusal(commission("paid"), "rejected")).toBe("It has been paid out and is locked.");
  for (const state of ["pending", "approved", "paid", "rejected"] as const)
    expect(decisionRefusal({ kind: "clawback", state }, "rejected")).toBe(
      "A clawback follows from what became of its payment and cannot be decided.",
    );
  const returned = { ...commission("approved"), netted: true };
  expect(decisionRefusal(returned, "rejected")).toBe(
    "It was paid out once, and follows what becomes of its payment: refund that instead.",
  );
  expect(decisionRefusal(undefined, "approved")).toBe("There is no such commission.");
});
