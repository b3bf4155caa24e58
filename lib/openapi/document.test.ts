import { Validator } from "@seriousme/openapi-schema-validator";
import { Ajv2020 } from "ajv/dist/2020";
import { describe, expect, it } from "vitest";
import { DESCRIBED_DOORS } from "@/lib/server/doors";
import { openApiDocument, operationsOf } from "./document";
import { refusalsOf } from "./responses";

const document = openApiDocument("https://pay.example.com", DESCRIBED_DOORS);

describe("the document", () => {
  it("is OpenAPI 3.1, by its own schema, with every reference resolved", async () => {
    const validator = new Validator();
    const { valid, errors } = await validator.validate(structuredClone(document));
    expect(errors ?? []).toEqual([]);
    expect(valid).toBe(true);
    expect(validator.version).toBe("3.1");
    expect(() => validator.resolveRefs()).not.toThrow();
  });

  it("is plain JSON: nothing of it is lost on the way out", () => {
    expect(JSON.parse(JSON.stringify(document))).toEqual(document);
  });

  it("holds only schemas that JSON Schema 2020-12 takes, and examples that fit them", () => {
    const ajv = new Ajv2020({ strict: false, validateFormats: false });
    ajv.addSchema({ ...document, $id: "https://pay.example.com/api/openapi.json" });
    for (const { operation } of operationsOf(DESCRIBED_DOORS)) {
      if (!operation.body || operation.example?.body === undefined) continue;
      const path = operation.path.replace(/:(\w+)/g, "{$1}").replaceAll("/", "~1");
      const type = (operation.body.contentType ?? "application/json").replaceAll("/", "~1");
      const pointer = `#/paths/${encodeURI(path)}/${operation.method.toLowerCase()}/requestBody/content/${type}/schema`;
      const validate = ajv.compile({ $ref: `https://pay.example.com/api/openapi.json${pointer}` });
      expect(validate(operation.example.body) ? [] : validate.errors, operation.id).toEqual([]);
    }
  });

  it("says of every operation that takes a key how it refuses one", () => {
    for (const { door, operation } of operationsOf(DESCRIBED_DOORS)) {
      if (operation.permission === null) continue;
      expect(refusalsOf(door, operation), operation.id).toEqual(expect.arrayContaining([401, 403, 429, 500]));
    }
  });

  it("describes no schema by a bare `{}` where a request has a field", () => {
    const bare = Object.entries(document.paths).flatMap(([path, item]) =>
      Object.values(item).flatMap((operation) =>
        bareFields(operation.requestBody).map((at) => `${path} ${at}`),
      ),
    );
    expect(bare).toEqual(["/v1/insurance/policies charges amount"]);
  });
});

/** Where a request's field is described as anything at all. */
function bareFields(node: unknown, at: string[] = []): string[] {
  if (typeof node !== "object" || node === null) return [];
  return Object.entries(node).flatMap(([key, value]) => {
    if (key === "properties") {
      return Object.entries(value as Record<string, object | boolean>).flatMap(([name, schema]) =>
        typeof schema === "object" && Object.keys(schema).length === 0
          ? [[...at, name].join(" ")]
          : bareFields(schema, [...at, name]),
      );
    }
    return bareFields(value, at);
  });
}
