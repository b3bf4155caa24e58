import createClient, { type Client } from "openapi-fetch";
import type { paths } from "@/lib/generated/client/paths";

export type CounterfoilClient = Client<paths>;

interface ClientOptions {
  /** The deployment's address, `https://pay.example.com`. */
  url: string;
  /** An API key's secret. */
  key: string;
  /** What sends requests; the platform's own unless given. */
  fetch?: (request: Request) => Promise<Response>;
}

/**
 * A typed client of every operation in the reference: `client.POST("/v0/payments", { body })` resolves to `data` or
 * `error`, each with the operation's own type, and `response`. It never throws for what is answered; what cannot be sent
 * or read rejects. `paths` is made from the OpenAPI document by every `npm run check`.
 */
export function counterfoilClient({ url, key, fetch }: ClientOptions): CounterfoilClient {
  const client = createClient<paths>({ baseUrl: url, ...(fetch && { fetch }) });
  client.use({
    onRequest: ({ request, schemaPath }) => {
      request.headers.set("Authorization", authorizationAt(schemaPath, key));
    },
  });
  return client;
}

/** The policy door takes the key as a user name without a password, every other as a bearer's token. */
function authorizationAt(path: string, key: string): string {
  return path.startsWith("/v1/insurance/") ? `Basic ${btoa(`${key}:`)}` : `Bearer ${key}`;
}
