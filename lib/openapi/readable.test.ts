import { describe, expect, it } from "vitest";
import { z } from "zod";
import { DESCRIBED_DOORS } from "@/lib/server/doors";
import { openApiDocument } from "./document";
import { unreadable } from "./testing/unreadable";
import { toJsonSchema } from "./to-json-schema";

it("holds nothing that a generator of clients is known to stumble over", () => {
  expect(unreadable(openApiDocument("https://pay.example.com", DESCRIBED_DOORS))).toEqual([]);
});

describe("the spelling of a schema", () => {
  const named = z.object({ a: z.string() }).meta({ id: "Named" });
  const cases: [string, z.ZodType, object][] = [
    ["a text or null", z.string().min(2).nullable(), { type: ["string", "null"], minLength: 2 }],
    ["a word or null", z.enum(["a", "b"]).nullable(), { type: ["string", "null"], enum: ["a", "b", null] }],
    ["one word or null", z.literal("a").nullable(), { type: ["string", "null"], enum: ["a", null] }],
    [
      "one of some numbers or null",
      z.literal([25, 100]).nullable(),
      { oneOf: [{ type: "number", enum: [25, 100] }, { type: "null" }] },
    ],
    [
      "one number or null",
      z.literal(25).nullable(),
      { oneOf: [{ type: "number", const: 25 }, { type: "null" }] },
    ],
    [
      "a map or null",
      z.record(z.string(), z.string()).nullable(),
      { type: ["object", "null"], additionalProperties: { type: "string" } },
    ],
    [
      "a named one or null",
      named.nullable(),
      { oneOf: [{ $ref: "#/components/schemas/Named" }, { type: "null" }] },
    ],
    ["a number or null", z.union([z.int(), z.number()]).nullable(), { type: ["number", "null"] }],
    ["an integer or a number", z.union([z.int(), z.number()]), { type: "number" }],
    [
      "a text, a flag or null",
      z.union([z.string().min(2), z.boolean()]).nullable(),
      { oneOf: [{ type: "string", minLength: 2 }, { type: "boolean" }, { type: "null" }] },
    ],
    ["anything or null", z.unknown().nullable(), {}],
    ["a plain default", z.string().default("x"), { default: "x", type: "string" }],
    ["a default list", z.array(z.string()).default(["x"]), { type: "array", items: { type: "string" } }],
  ];

  it.each(cases)("of %s can be read, and allows what it did", (_, schema, spelled) => {
    expect(toJsonSchema(schema, "input", new Map())).toEqual(spelled);
  });
});

describe("what stumbles", () => {
  const cases: [string, object][] = [
    ["enum", { enum: ["UNKNOWN", "unknown"] }],
    ["anyOf with null", { anyOf: [{ type: "string" }, { type: "null" }] }],
    ["a map", { oneOf: [{ type: "string" }, { type: "object", additionalProperties: { type: "string" } }] }],
    ["a default", { type: "object", default: {} }],
    ["a default", { type: "array", default: [] }],
    ["null in an enum of numbers", { type: ["number", "null"], enum: [25, 100, null] }],
    ["a list of types", { type: ["string", "object"] }],
    ["only ever null", { properties: { raw: { type: "null" } } }],
    ["true or false", { properties: { raw: true } }],
    ["true or false", { type: "array", items: true }],
    ["two names", { properties: { banv_status: {}, banvStatus: {} } }],
    ["two names", { schemas: { Payment: {}, payment: {} } }],
    ["operationId", { get: { operationId: "getIt" }, post: { operationId: "getit" } }],
  ];

  it.each(cases)("is found: %s in %j", (fault, schema) => {
    expect(unreadable({ within: schema }).join()).toContain(fault);
  });
});
