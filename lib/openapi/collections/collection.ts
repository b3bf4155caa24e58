import type { DescribedDoor, Method, Operation } from "@/lib/http/operation";

/** A request of the reference as tools keep it: what names an object is a variable, `{{PAYMENT_ID}}`. */
export interface CollectedRequest {
  name: string;
  description: string;
  method: Method;
  /** From the first slash, without a query. */
  path: string;
  query: [name: string, value: string][];
  auth: "bearer" | "basic" | "none";
  body: { type: "json"; text: string } | { type: "form"; fields: [name: string, value: string][] } | null;
}

/** Every request of the reference, by the part of it that it belongs to, with the variables they name. */
export interface Collection {
  name: string;
  folders: { name: string; requests: CollectedRequest[] }[];
  /** COUNTERFOIL_URL has the deployment's address; the others are the reader's to fill in. */
  variables: { name: string; value: string }[];
}

/** The operations of these doors as requests that can be sent once the variables are filled in. */
export function collectionOf(url: string, doors: readonly DescribedDoor[]): Collection {
  const folders = doors.map((door) => ({
    name: door.tag,
    requests: door.operations.map((operation) => requestOf(door, operation)),
  }));
  const named = [...JSON.stringify(folders).matchAll(/\{\{([A-Z_]+)\}\}/g)].map(([, name = ""]) => name);
  const others = [...new Set(["API_KEY", ...named])].map((name) => ({ name, value: "" }));
  return { name: "Counterfoil", folders, variables: [{ name: "COUNTERFOIL_URL", value: url }, ...others] };
}

function requestOf(door: DescribedDoor, operation: Operation): CollectedRequest {
  const { method, path, summary, description = "", permission, example = {} } = operation;
  const filled = path.replace(/:(\w+)/g, (_, name: string) => example.params?.[name] ?? variableOf(name));
  return {
    name: summary,
    description,
    method,
    path: withVariables(filled),
    query: pairsOf(example.query),
    auth: permission === null ? "none" : door.security.includes("basic") ? "basic" : "bearer",
    body: bodyOf(operation),
  };
}

function bodyOf({ body, example = {} }: Operation): CollectedRequest["body"] {
  if (!body || example.body === undefined) return null;
  if (body.contentType === "application/x-www-form-urlencoded")
    return { type: "form", fields: pairsOf(example.body as Record<string, string>) };
  return { type: "json", text: withVariables(JSON.stringify(example.body, null, 2)) };
}

function pairsOf(values: Readonly<Record<string, string>> = {}): [string, string][] {
  return Object.entries(values).map(([name, value]) => [name, withVariables(value)]);
}

/** `paymentId` as a variable of its own, where no example names one: `$PAYMENT_ID`. */
function variableOf(parameter: string): string {
  return `$${parameter.replace(/([a-z])([A-Z])/g, "$1_$2").toUpperCase()}`;
}

function withVariables(text: string): string {
  return text.replace(/\$([A-Z_]+)/g, "{{$1}}");
}
