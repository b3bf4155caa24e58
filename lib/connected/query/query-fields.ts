import { readAsset } from "@/lib/connected/assets";
import { decodeAccountId, decodeConnectorId, decodePaymentId, encodeAccountId } from "@/lib/connected/ids";
import { readScheme } from "@/lib/connected/schemes";
import { toV1Status, toWireStatus, WIRE_STATUSES, type WireStatus } from "@/lib/connected/statuses";
import { type Instant, readInstant } from "@/lib/instant";
import { PAYMENT_STATUSES, type PaymentStatus } from "@/lib/payments/status";
import { textFault } from "@/lib/text/text-fault";
import { integerOf, refuseQuery } from "./refuse-query";

/** Binds a value and gives the placeholder that names it. */
export type QueryValue = (given: unknown) => string;

export interface Condition {
  key: string;
  value: unknown;
  /** The SQL comparison behind the operator. */
  sign: string;
  operator: string;
}

/** What differs between the two wire versions. */
export type Columns = "v1" | "v3";

/** One `{key: value}` as SQL. Refuses an unknown key, naming it, and a comparison where only $match makes sense. */
export function fieldCondition(condition: Condition, version: Columns, bind: QueryValue): string {
  const { key, sign, operator, value } = condition;
  switch (key) {
    case "amount":
      return `p.amount_minor ${sign} ${bind(integerOf(key, value))}::bigint`;
    case "initial_amount":
      return `p.initial_amount_minor ${sign} ${bind(integerOf(key, value))}::bigint`;
    case "created_at":
      return createdCondition("p.created_at", sign, instantIn(value), bind);
    default:
      if (operator !== "$match") refuseQuery(`cannot compare ${key} with ${operator}`);
      return matchCondition(key, value, version, bind);
  }
}

function matchCondition(key: string, given: unknown, version: Columns, bind: QueryValue): string {
  const metadataKey = /^metadata\[(.+)\]$/s.exec(key)?.[1];
  if (metadataKey !== undefined)
    return `p.metadata @> ${bind(JSON.stringify({ [metadataKey]: textOf(key, given) }))}::jsonb`;
  switch (key) {
    case "reference":
      return referenceCondition(textOf(key, given), bind);
    case "type":
      return typeCondition(textOf(key, given), version, bind);
    case "status":
      return statusCondition(textOf(key, given), version, bind);
    case "scheme":
      return `p.scheme = ${bind(readScheme(textOf(key, given)) ?? "")}`;
    case "asset":
      return assetCondition(textOf(key, given), bind);
    case "connector_id":
      return connectorCondition(textOf(key, given), bind);
    case "id":
      return idCondition(textOf(key, given), bind);
    case "source_account_id":
      return `c.source_account_id = ${bind(accountOf(textOf(key, given)))}`;
    case "destination_account_id":
      return `c.destination_account_id = ${bind(accountOf(textOf(key, given)))}`;
    default:
      return refuseQuery(`does not know the key ${key}`);
  }
}

// The index holds the digest: a reference may be longer than what an index keeps.
function referenceCondition(reference: string, bind: QueryValue): string {
  const bound = `${bind(reference)}::text`;
  return `(text_key(p.reference) = text_key(${bound}) AND p.reference = ${bound})`;
}

/** What v1 looks through, and v3 shows. */
const CORRECTION: PaymentStatus = "amount_adjustment";

// A filter matches what its version shows.
function statusCondition(text: string, version: Columns, bind: QueryValue): string {
  if (!WIRE_STATUSES.some((status) => status === text))
    refuseQuery(`status must be one of ${WIRE_STATUSES.join(", ")}`);
  const shown = version === "v1" ? toV1Status : toWireStatus;
  const statuses: PaymentStatus[] = PAYMENT_STATUSES.filter(
    (status) => shown(status) === (text as WireStatus),
  );
  if (version === "v3" && statuses.includes(CORRECTION)) return `p.last_status = '${CORRECTION}'`;
  const status = `p.status = ANY (${bind(statuses)}::text[])`;
  return version === "v1" ? status : `(${status} AND p.last_status <> '${CORRECTION}')`;
}

function typeCondition(text: string, version: Columns, bind: QueryValue): string {
  const types = version === "v1" && text === "OTHER" ? ["OTHER", "UNKNOWN"] : [text];
  return `p.type = ANY (${bind(types)}::text[])`;
}

function assetCondition(text: string, bind: QueryValue): string {
  const asset = readAsset(text);
  if (!asset) return "false";
  return `(p.currency = ${bind(asset.currency)} AND p.precision = ${bind(asset.precision)})`;
}

function connectorCondition(text: string, bind: QueryValue): string {
  const connector = decodeConnectorId(text);
  if (!connector) return "false";
  const { provider, reference } = connector;
  return `p.connector_id = (SELECT id FROM connector WHERE provider = ${bind(provider)} AND reference = ${bind(reference)})`;
}

function idCondition(text: string, bind: QueryValue): string {
  const id = decodePaymentId(text);
  if (!id) return "false";
  const { provider, reference } = id.connector;
  return `(${referenceCondition(id.reference, bind)} AND p.type = ${bind(id.type)}
    AND p.connector_id = (SELECT id FROM connector WHERE provider = ${bind(provider)} AND reference = ${bind(reference)}))`;
}

function accountOf(text: string): string {
  const account = decodeAccountId(text);
  return account ? encodeAccountId(account) : text;
}

/** A text that the database can be asked for. */
export function textOf(key: string, value: unknown): string {
  if (typeof value !== "string") return refuseQuery(`${key} needs a string`);
  const fault = textFault(key) ?? textFault(value);
  return fault ? refuseQuery(`${key} ${fault}`) : value;
}

/** When a row was made: at a whole millisecond, so that what lies between two of them is none's, and before the next one. */
export function createdCondition(
  column: string,
  sign: string,
  { occurredAt, occurredNanos }: Instant,
  bind: QueryValue,
): string {
  if (occurredNanos > 0 && sign === "=") return "false";
  const next = occurredNanos > 0 && (sign === "<" || sign === ">=");
  const at = next ? new Date(occurredAt.getTime() + 1) : occurredAt;
  return `${column} ${sign} ${bind(at)}::timestamptz`;
}

/** The time in a query. */
export function instantIn(value: unknown): Instant {
  const instant = typeof value === "string" ? readInstant(value) : null;
  return instant ?? refuseQuery("created_at needs an RFC 3339 time");
}
