import { Ajv2020, type ValidateFunction } from "ajv/dist/2020";
import addFormats from "ajv-formats";
import { parse } from "lossless-json";
import type { Exchange } from "@/lib/http/exchange";
import type { ProvidedDocument } from "./provided";

const ID = "https://counterfoil.test/api/openapi.json";

interface Response {
  $ref?: string;
  content?: Record<string, { schema: unknown }>;
}

/** A function that says what is off about an answer: a status the document does not list, or a body that is not on its schema. */
export function answerJudge({ document, names }: ProvidedDocument): (exchange: Exchange) => string[] {
  // Each schema judges a few answers: to make it costs more than to run it.
  const quicklyMade = { inlineRefs: false, code: { optimize: false } };
  const ajv = new Ajv2020({ strict: false, allErrors: true, ...quicklyMade });
  addFormats.default(ajv);
  ajv.addSchema({ ...document, $id: ID });
  const compiled = new Map<string, ValidateFunction>();

  return (exchange) => {
    const pointer = locate(exchange);
    const where = `${exchange.method} ${exchange.pathname} → ${exchange.status}`;
    if (!pointer) return [`${where}: no such answer is in the document`];
    return judgeBody(exchange, pointer).map((deviation) => `${where}: ${deviation}`);
  };

  /** Where the answer is described, as a JSON pointer. */
  function locate({ routePath, method, pathname, status }: Exchange): string | null {
    const path = routePath?.replace(/:(\w+)/g, "{$1}") ?? "";
    const verb = (method === "HEAD" ? "GET" : method).toLowerCase();
    const response = document.paths[path]?.[verb]?.responses[status] as Response | undefined;
    if (response) return response.$ref?.slice(1) ?? `/paths/${token(path)}/${verb}/responses/${status}`;
    if (document.paths[path]?.[verb]) return null;
    const prefix = Object.keys(names).find((each) => pathname.startsWith(each));
    const name = `${names[prefix ?? ""]}${status}`;
    return document.components.responses?.[name] ? `/components/responses/${name}` : null;
  }

  function judgeBody({ response }: Exchange, pointer: string): string[] {
    const described = at(document, pointer) as Response;
    const [type, media] = Object.entries(described.content ?? {})[0] ?? [];
    if (!media) return response.body === null ? [] : ["a body, where none is described"];
    const sent = response.headers.get("content-type")?.split(";", 1)[0];
    if (sent !== type) return [`content type ${sent} instead of ${type}`];
    const schema = `${pointer}/content/${token(type ?? "")}/schema`;
    const validate = compiled.get(schema) ?? ajv.compile({ $ref: `${ID}#${encodeURI(schema)}` });
    compiled.set(schema, validate);
    if (validate(readJson(response.body ?? ""))) return [];
    return (validate.errors ?? []).map(
      ({ instancePath, message, params }) => `${instancePath || "/"} ${message} ${JSON.stringify(params)}`,
    );
  }
}

/** JSON as the schema may judge it: an integer stays one, however large, and no fraction passes for one. */
function readJson(text: string): unknown {
  return parse(text, undefined, {
    parseNumber: (literal) => {
      const value = Number(literal);
      return Number.isInteger(value) && !/^-?\d+$/.test(literal) ? Number.NaN : value;
    },
  });
}

function token(key: string): string {
  return key.replaceAll("~", "~0").replaceAll("/", "~1");
}

function at(root: unknown, pointer: string): unknown {
  return pointer
    .split("/")
    .slice(1)
    .reduce(
      (node, key) => (node as Record<string, unknown>)[key.replaceAll("~1", "/").replaceAll("~0", "~")],
      root,
    );
}
