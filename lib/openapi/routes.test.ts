import { describe, expect, it } from "vitest";
import { checkoutRoutes } from "@/lib/checkout/door";
import { connectedRoutes } from "@/lib/connected/door";
import { policyRoutes } from "@/lib/policies/door";
import { conversionRoutes, referralRoutes } from "@/lib/referrals/door";
import { DOORS, doorAt } from "@/lib/server/doors";
import { operationsOf } from "./document";

const ROUTES = [
  ...checkoutRoutes,
  ...connectedRoutes,
  ...policyRoutes,
  ...referralRoutes,
  ...conversionRoutes,
].map(({ method, path }) => `${method} ${path}`);

/** Doors of one address each, and what the framework answers itself. */
const SINGLE = [
  "POST /api/auth/oauth/token",
  "GET /api/health",
  "GET /api/metrics",
  "GET /api/openapi.json",
  "GET /versions",
];

const OPERATIONS = operationsOf().map(({ operation: { method, path } }) => `${method} ${path}`);

describe("the reference and the doors", () => {
  it("know the same operations: a route cannot go undescribed, nor a description outlive its route", () => {
    expect([...OPERATIONS].sort()).toEqual([...ROUTES, ...SINGLE].sort());
  });

  it("lists the operations of every door that there is", () => {
    const reached = new Set(operationsOf().map(({ operation }) => doorAt(operation.path)));
    for (const door of DOORS) expect(reached, door.prefixes.join()).toContain(door);
  });

  it("names each operation once", () => {
    const ids = operationsOf().map(({ operation }) => operation.id);
    expect(ids).toEqual([...new Set(ids)]);
  });
});
