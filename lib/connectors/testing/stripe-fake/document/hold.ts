import Ajv, { type ValidateFunction } from "ajv";
import excerpt from "./stripe-openapi.json" with { type: "json" };

/** An operation by its method and the pattern of its path, as the document's excerpt names it. */
interface Named {
  method: string;
  path: RegExp;
}

const ROOT = "stripe";
// A form says everything in texts; an answer says numbers as numbers.
const forms = new Ajv({ strict: false, coerceTypes: "array" }).addSchema(excerpt, ROOT);
const answers = new Ajv({ strict: false }).addSchema(excerpt, ROOT);

/** Throws where what was asked is not what Stripe's OpenAPI document says may be asked. */
export function holdRequest(operation: Named, form: unknown): void {
  hold(
    `what is asked by ${operation.method}`,
    validatorOf(forms, operation, "request"),
    structuredClone(form),
  );
}

/** Throws where an answer is not what Stripe's OpenAPI document says is answered. */
export function holdAnswer(operation: Named, answer: unknown): void {
  hold(`the answer to ${operation.method}`, validatorOf(answers, operation, "answer"), answer);
}

/** Throws where a refusal is none of Stripe's. */
export function holdFailure(answer: unknown): void {
  hold("a refusal", compiled(answers, "#/failure"), answer);
}

/** Throws where what an event tells of is no object of Stripe's. */
export function holdObject(object: Record<string, unknown>): void {
  hold(`an event's ${object.object}`, compiled(answers, `#/schemas/${object.object}`), object);
}

function validatorOf(ajv: Ajv, { method, path }: Named, part: "request" | "answer"): ValidateFunction {
  const name = `${method} ${path.source}`.replaceAll("~", "~0").replaceAll("/", "~1");
  return compiled(ajv, `#/operations/${encodeURIComponent(name)}/${part}`);
}

function compiled(ajv: Ajv, pointer: string): ValidateFunction {
  const validate = ajv.getSchema(`${ROOT}${pointer}`);
  if (!validate)
    throw new Error(
      `Stripe's document has no ${pointer} here: make its excerpt again (document/excerpt.ts).`,
    );
  return validate;
}

function hold(what: string, validate: ValidateFunction, value: unknown): void {
  if (validate(value)) return;
  const [first] = validate.errors ?? [];
  const where = first?.instancePath || "at its top";
  throw new Error(
    `Stripe's document refuses ${what}: ${where} ${first?.message} ${JSON.stringify(first?.params)} in ${JSON.stringify(value).slice(0, 600)}`,
  );
}
