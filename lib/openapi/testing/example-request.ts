import type { Operation } from "@/lib/http/operation";
import { newId } from "@/lib/ids";
import { authorizationAt } from "./make";
import type { Variables } from "./world";

/** What of an operation's example is sent differently. */
export interface Changed {
  /** The key's secret, or null for none. */
  secret: string | null;
  /** Parameters beside, or instead of, the example's. */
  query?: Readonly<Record<string, string>>;
  /** The body as it is sent. */
  body?: string;
}

/** The operation's example as a request. It may be sent more than once: what must be unique is made so. */
export function exampleRequest(
  operation: Operation,
  variables: Variables,
  { secret, query, body }: Changed,
): Request {
  const { method, example = {} } = operation;
  const fill = (text: string) =>
    text.replace(/\$([A-Z_]+)/g, (_, name: string) => variables[name] ?? `missing ${name}`);
  const path = operation.path.replace(/:(\w+)/g, (_, name: string) =>
    encodeURIComponent(fill(example.params?.[name] ?? "")),
  );
  const shown = Object.entries(example.query ?? {}).map(([name, value]) => [name, fill(value)]);
  const asked = new URLSearchParams({
    ...Object.fromEntries(shown),
    ...(example.query?.idempotency_key && { idempotency_key: newId() }),
    ...query,
  }).toString();
  return new Request(`http://localhost${path}${asked && `?${asked}`}`, {
    method,
    headers: {
      ...(secret !== null && { authorization: authorizationAt(path, secret) }),
      ...(operation.body && { "content-type": "application/json" }),
    },
    ...(operation.body && { body: body ?? fresh(fill(JSON.stringify(example.body ?? {}))) }),
  });
}

function fresh(text: string): string {
  return text
    .replace(
      /"(idempotency_key|idempotencyKey|uid|slug|key)":"[^"]*"/g,
      (_, name: string) => `"${name}":"x-${newId()}"`,
    )
    .replace(/"email":"new@/g, () => `"email":"${newId()}@`)
    .replace(/"reference":"(pi|evt|acct)[^"]*"/g, () => `"reference":"r-${newId()}"`);
}
