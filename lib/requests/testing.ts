import { contextOf } from "@/lib/auth/testing/contexts";
import { aMerchant } from "@/lib/checkout/testing";
import { runPrepared, statement } from "@/lib/db/sql";
import { newId } from "@/lib/ids";
import { createKey } from "@/lib/keys/create-key";
import type { LogRow } from "./log-row";

type Door = (request: Request) => Promise<Response>;

/** An answer as a test looks at it. */
export interface Answer {
  status: number;
  headers: Headers;
  text: string;
  body: { [name: string]: unknown; id?: string };
}

/** A key of a merchant of its own. */
export async function aKey(): Promise<{ id: string; secret: string; merchantId: string }> {
  const merchant = await aMerchant();
  const input = {
    id: newId(),
    name: "Till",
    scopes: ["payments:read" as const, "payments:write" as const],
    merchantId: merchant.id,
  };
  const { secret } = await createKey({ ctx: contextOf("admin"), input });
  return { id: input.id, secret: secret ?? "", merchantId: merchant.id };
}

/** Asks a door as a client would. A secret without a scheme is a bearer's. */
export async function ask(
  door: Door,
  method: string,
  path: string,
  secret: string,
  body?: unknown,
  headers: Record<string, string> = {},
): Promise<Answer> {
  const authorization = secret.includes(" ") ? secret : `Bearer ${secret}`;
  const response = await door(
    new Request(`http://counterfoil.test${path}`, {
      method,
      headers: { authorization, "content-type": "application/json", ...headers },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    }),
  );
  const text = await response.text();
  return {
    status: response.status,
    headers: response.headers,
    text,
    body: text ? (JSON.parse(text) as Answer["body"]) : {},
  };
}

/** The log's row of an answer. */
export async function rowOf({ headers }: Pick<Answer, "headers">): Promise<LogRow | undefined> {
  const [row] = await runPrepared<LogRow>(ROW, [headers.get("x-request-id")]);
  return row;
}

const ROW = statement(`
  SELECT r.*, ARRAY(SELECT payment_id::text FROM request_payment p WHERE p.request_id = r.id) AS payment_ids
  FROM request_log r WHERE r.id = $1`);
