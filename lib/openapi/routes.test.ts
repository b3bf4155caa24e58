import { describe, expect, it } from "vitest";
import { DESCRIBED_DOORS, DOORS, doorAt } from "@/lib/server/doors";
import { operationsOf } from "./document";

const OPERATIONS = operationsOf(DESCRIBED_DOORS);

describe("the reference and the doors", () => {
  it("lists the operations of every door that there is", () => {
    const reached = new Set(OPERATIONS.map(({ operation }) => doorAt(operation.path)));
    for (const door of Object.values(DOORS)) expect(reached, door.prefixes.join()).toContain(door);
  });

  it("keep each operation below the prefix its door is mounted at", () => {
    const outside = OPERATIONS.filter(({ door, operation }) => !operation.path.startsWith(door.prefix));
    expect(outside.map(({ operation }) => operation.path).sort()).toEqual([
      "/api/bruno.json",
      "/api/metrics",
      "/api/openapi.json",
      "/api/postman.json",
      "/versions",
    ]);
  });

  it("names each operation once", () => {
    const ids = OPERATIONS.map(({ operation }) => operation.id);
    expect(ids).toEqual([...new Set(ids)]);
  });

  it("answers each method of a path by one operation", () => {
    const routes = OPERATIONS.map(({ operation }) => `${operation.method} ${operation.path}`);
    expect(routes).toEqual([...new Set(routes)]);
  });
});
