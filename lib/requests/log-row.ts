import { clientAddress } from "@/lib/http/client-address";
import type { Exchange } from "@/lib/http/exchange";
import { redactText } from "@/lib/log/redact";
import { decodedPart } from "@/lib/text/decoded-part";
import { idempotencyKeyOf } from "./idempotency-key";
import { redactBody, redactQuery, storableText } from "./redact-body";

const PATH_CHARACTERS_MAX = 1_024;
const USER_AGENT_CHARACTERS_MAX = 256;

/** A request is linked to so many payments at most; a batch of more is found by what it made. */
export const PAYMENTS_PER_REQUEST_MAX = 100;

/** One row of the request log, named as its columns are. */
export interface LogRow {
  id: string;
  occurred_at: Date;
  door: string;
  method: string;
  path: string;
  query: string;
  route: string | null;
  status: number;
  duration_ms: number;
  key_id: string | null;
  key_label: string | null;
  merchant_id: string | null;
  address: string | null;
  user_agent: string | null;
  idempotency_key: string | null;
  request_body: string | null;
  request_characters: number;
  answer_body: string | null;
  answer_characters: number;
  payment_ids: readonly string[];
}

/** What the log keeps of an exchange: nothing secret, and no more than its limits. */
export function toLogRow(exchange: Exchange, redact = redactBody): LogRow {
  const { request, response, actor } = exchange;
  const key = actor?.type === "apiKey" ? actor : null;
  // What goes over this door are secrets in both directions.
  const secret = exchange.door === "token";
  const body = secret ? null : request.body;
  const answer = secret ? null : response.body;
  const agent = request.headers.get("user-agent");
  return {
    id: exchange.requestId,
    occurred_at: exchange.startedAt,
    door: exchange.door,
    method: exchange.method,
    path: storableText(
      redactText(decodedPart(exchange.pathname) ?? exchange.pathname).slice(0, PATH_CHARACTERS_MAX),
    ),
    query: redactQuery(request.query),
    route: exchange.routePath,
    status: exchange.status,
    duration_ms: exchange.durationMs,
    key_id: key?.id ?? null,
    key_label: key?.label ?? null,
    merchant_id: key?.merchantId ?? null,
    address: clientAddress(request.headers),
    user_agent: agent === null ? null : storableText(redactText(agent).slice(0, USER_AGENT_CHARACTERS_MAX)),
    idempotency_key: idempotencyKeyOf(exchange),
    request_body: body === null ? null : redact(body),
    request_characters: request.body?.length ?? 0,
    answer_body: answer === null ? null : redact(answer),
    answer_characters: response.body?.length ?? 0,
    payment_ids: exchange.touchedPaymentIds.slice(0, PAYMENTS_PER_REQUEST_MAX),
  };
}
