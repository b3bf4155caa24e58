import type { DescribedDoor, Operation, SecurityScheme } from "@/lib/http/operation";

/**
 * An operation as a line of shell that runs as it stands, once the variables it names are set: COUNTERFOIL_URL, API_KEY and
 * those of the objects it is about.
 */
export function curlSample({ security }: Pick<DescribedDoor, "security">, operation: Operation): string {
  const { method, body, example = {} } = operation;
  const hasBody = body !== undefined && example.body !== undefined;
  const parts = [
    `curl "$COUNTERFOIL_URL${pathOf(operation)}"`,
    ...(method === "GET" || (method === "POST" && hasBody) ? [] : [`--request ${method}`]),
    ...(operation.permission === null ? [] : [authorization(security)]),
    ...(method === "GET" ? queryParts(example.query ?? {}) : []),
    ...(hasBody ? bodyParts(body.contentType, example.body) : []),
  ];
  return parts.join(" \\\n  ");
}

function pathOf({ method, path, example = {} }: Operation): string {
  const filled = path.replace(/:(\w+)/g, (_, name: string) => example.params?.[name] ?? `$${name}`);
  const query = method === "GET" ? "" : new URLSearchParams(example.query).toString();
  return query === "" ? filled : `${filled}?${query}`;
}

function authorization(security: readonly SecurityScheme[]): string {
  return security.includes("basic") ? `--user "$API_KEY:"` : `--header "Authorization: Bearer $API_KEY"`;
}

function queryParts(query: Readonly<Record<string, string>>): string[] {
  const entries = Object.entries(query);
  if (entries.length === 0) return [];
  return ["--get", ...entries.map(([name, value]) => `--data-urlencode ${quoted(`${name}=${value}`)}`)];
}

// What names a variable is left to the shell to fill in.
function quoted(text: string): string {
  return /\$[A-Z_]+/.test(text) ? `"${text}"` : `'${text}'`;
}

function bodyParts(contentType: string | undefined, body: unknown): string[] {
  if (contentType === "application/x-www-form-urlencoded") {
    return Object.entries(body as Record<string, string>).map(
      ([name, value]) => `--data-urlencode "${name}=${value}"`,
    );
  }
  // An unquoted here-document: the shell puts in what the variables hold, and leaves any other dollar alone.
  const text = JSON.stringify(body, null, 2).replace(/\$(?![A-Z_])/g, "\\$");
  return [`--header "Content-Type: application/json"`, `--data @- <<JSON\n${text}\nJSON`];
}
