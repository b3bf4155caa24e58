import { describe, expect, it } from "vitest";
import type { Method } from "@/lib/http/operation";
import { problemOf } from "@/lib/verb/problem";
import { operationMatcher } from "./match";

const answer = () => Response.json({});
const operation = (id: string, method: Method, path: string) =>
  ({ id, method, path, permission: null, summary: "", answers: {}, answer }) as const;

const match = operationMatcher([
  operation("list", "GET", "/things"),
  operation("create", "POST", "/things"),
  operation("search", "GET", "/things/search"),
  operation("read", "GET", "/things/:id"),
  operation("change", "PATCH", "/things/:id"),
  operation("part", "GET", "/things/:id/parts/:part"),
]);

const refusal = (path: string, method: string) => {
  try {
    match(path, method);
  } catch (err) {
    return problemOf(err);
  }
  return null;
};

describe("the operation of a request", () => {
  it.each([
    ["GET", "/things", "list", {}],
    ["POST", "/things", "create", {}],
    ["HEAD", "/things", "list", {}],
    ["GET", "/things/search", "search", {}],
    ["GET", "/things/7", "read", { id: "7" }],
    ["GET", "/things/:id", "read", { id: ":id" }],
    ["PATCH", "/things/search", "change", { id: "search" }],
    ["GET", "/things/a%2Fb%20c/parts/%C3%A9", "part", { id: "a/b c", part: "é" }],
  ])("of %s %s is %s", (method, path, id, params) => {
    expect(match(path, method)).toMatchObject({ operation: { id }, params });
  });

  it("is refused for its method where the path has others, in the table's order", () => {
    expect(refusal("/things", "DELETE")).toMatchObject({
      code: "method_not_allowed",
      allowed: ["GET", "POST"],
    });
    expect(refusal("/things/search", "DELETE")).toMatchObject({ allowed: ["GET", "GET", "PATCH"] });
  });

  it.each(["/", "/thing", "/things/", "/things/7/", "/things/7/parts", "/things/%zz", "/Things", "//things"])(
    "is none at %s",
    (path) => {
      expect(refusal(path, "GET")).toMatchObject({ code: "route_not_found", path });
    },
  );
});
