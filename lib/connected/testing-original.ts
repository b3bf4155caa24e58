import { Ajv2020, type ValidateFunction } from "ajv/dist/2020";
import type { Exchange } from "@/lib/http/exchange";
import original from "./testing-original.json";

const PREFIX = "/api/payments";

/** What is off about an answer that went well, by the schemas of the original's own document: nothing where all is well. */
export function originalJudge(): (exchange: Exchange) => string[] {
  const ajv = new Ajv2020({ strict: false, allErrors: true });
  const compiled = new Map<string, ValidateFunction | null>();
  for (const [key, schema] of Object.entries(original.answers)) {
    const [method = "", path = "", status = ""] = key.split(" ");
    compiled.set(
      `${method} ${shapeOf(path)} ${status}`,
      schema && ajv.compile({ ...schema, $defs: original.$defs }),
    );
  }
  return ({ method, routePath, status, response }) => {
    if (!routePath?.startsWith(PREFIX) || status >= 300) return [];
    const key = `${method} ${shapeOf(routePath.slice(PREFIX.length))} ${status}`;
    const validate = compiled.get(key);
    if (validate === undefined)
      return OURS.includes(routePath) ? [] : [`${key}: the original has no such answer`];
    if (validate === null || validate(JSON.parse(response.body ?? "null"))) return [];
    return (validate.errors ?? []).map(({ instancePath, message }) => `${key}: ${instancePath} ${message}`);
  };
}

/** What the original does not have. */
const OURS = [`${PREFIX}/payments/:id/adjustments`];

// Parameters have other names in each table.
function shapeOf(path: string): string {
  return path.replace(/\{\w+\}|:\w+/g, "*");
}
