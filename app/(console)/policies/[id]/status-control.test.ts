import { expect, it } from "vitest";
import { POLICY_STATUSES } from "@/lib/policies/enums";
import { whatFollows } from "./status-control";

it.each(POLICY_STATUSES.filter((status) => status !== "active"))(
  "before a policy is %s, what becomes of its pending payments is said, of each kind what is true of it",
  (status) => {
    const nothing = whatFollows(status, { collected: 0, reported: 0 });
    expect(nothing).toContain("No premium of it waits to be collected.");
    expect(nothing).not.toContain("reports");
    expect(nothing).toContain("failed ones are not retried");
    expect(whatFollows(status, { collected: 1, reported: 0 })).toContain(
      "One premium still waits and is collected on its day",
    );
    const many = whatFollows(status, { collected: 3, reported: 2 });
    expect(many).toContain("3 premiums still wait and are collected");
    expect(many).toContain("2 payments that are not collected from here wait on until somebody reports");
    const others = whatFollows(status, { collected: 0, reported: 1 });
    expect(others).toContain("No premium of it waits");
    expect(others).toContain("One payment that is not collected from here waits on until somebody reports");
  },
);
