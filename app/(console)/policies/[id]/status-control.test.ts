import { expect, it } from "vitest";
import { POLICY_STATUSES } from "@/lib/policies/enums";
import { whatFollows } from "./status-control";

it.each(POLICY_STATUSES.filter((status) => status !== "active"))(
  "before a policy is %s, what becomes of its pending payments is said",
  (status) => {
    expect(whatFollows(status, 0)).toContain("No payment of it waits");
    expect(whatFollows(status, 1)).toContain("One payment still waits and is collected");
    expect(whatFollows(status, 3)).toContain("3 payments still wait and are collected");
    expect(whatFollows(status, 3)).toContain("failed ones are not retried");
  },
);
