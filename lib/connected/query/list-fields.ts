import { type Asset, readAsset } from "@/lib/connected/assets";
import { decodeAccountId, decodeConnectorId, encodeAccountId } from "@/lib/connected/ids";
import { type Instant, readInstant } from "@/lib/instant";
import { spellingsOf } from "@/lib/text/spellings";
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

/** A condition of a query as SQL. */
export type ToSql = (condition: Condition, bind: QueryValue) => string;

/** What a list's query may name, by key; `metadata` is the column that `metadata[key]` is looked up in. */
export interface ListFields {
  fields: Readonly<Record<string, ToSql>>;
  metadata?: string;
}

/** The conditions of a list as SQL; refuses a key that it does not know, by its name. */
export function conditionsOf({ fields, metadata }: ListFields): ToSql {
  return (condition, bind) => {
    const { key, operator } = condition;
    const toSql = Object.hasOwn(fields, key) ? fields[key] : undefined;
    if (toSql) return toSql(condition, bind);
    const name = metadata && /^metadata\[(.+)\]$/s.exec(key)?.[1];
    if (metadata && name !== undefined) return matched(metadataIs(metadata, name))(condition, bind);
    return refuseQuery(
      operator === "$match" ? `does not know the key ${key}` : `cannot compare ${key} with ${operator}`,
    );
  };
}

/** A field that is matched, never compared. */
export function matched(toSql: (text: string, bind: QueryValue) => string): ToSql {
  return ({ key, operator, value }, bind) => {
    if (operator !== "$match") refuseQuery(`cannot compare ${key} with ${operator}`);
    return toSql(textOf(key, value), bind);
  };
}

/** A column that is the text itself, in whichever spelling of the same. */
export function isText(column: string): ToSql {
  return matched((text, bind) => inAnySpelling(spellingsOf(text), (each) => `${column} = ${bind(each)}`));
}

/** A whole number of minor units. */
export function isAmount(column: string): ToSql {
  return ({ key, sign, value }, bind) => `${column} ${sign} ${bind(integerOf(key, value))}::bigint`;
}

/** When a row was made. */
export function isCreatedAt(column: string): ToSql {
  return ({ sign, value }, bind) => createdCondition(column, sign, instantIn(value), bind);
}

/** A column's text that its index has by its digest: it may be longer than what an index keeps. */
export function isReference(column: string): ToSql {
  return matched((text, bind) => referenceIs(column, text, bind));
}

/** The connector behind a wire id. */
export function isConnector(column: string): ToSql {
  return matched((text, bind) => {
    const connector = decodeConnectorId(text);
    return connector ? connectorIs(column, connector, bind) : "false";
  });
}

/** An asset in any spelling that it is taken in. */
export function isAsset(toSql: (asset: Asset, bind: QueryValue) => string): ToSql {
  return matched((text, bind) => {
    const asset = readAsset(text);
    return asset ? toSql(asset, bind) : "false";
  });
}

/** The wire id of an account, in any spelling. */
export function isAccount(column: string): ToSql {
  return matched((text, bind) => {
    const account = decodeAccountId(text);
    return `${column} = ${bind(account ? encodeAccountId(account) : text)}`;
  });
}

/** A wire id that is made of a connector and a reference. */
export function isIdOf(connectorColumn: string, referenceColumn: string): ToSql {
  return matched((text, bind) => {
    const id = decodeAccountId(text);
    if (!id) return "false";
    const reference = referenceIs(referenceColumn, id.reference, bind);
    return `(${reference} AND ${connectorIs(connectorColumn, id.connector, bind)})`;
  });
}

/** The same as SQL of a text that is known. */
export function referenceIs(column: string, reference: string, bind: QueryValue): string {
  const bound = `${bind(reference)}::text`;
  return `(text_key(${column}) = text_key(${bound}) AND ${column} = ${bound})`;
}

/** The same as SQL of a connector that is known. */
export function connectorIs(
  column: string,
  { provider, reference }: { provider: string; reference: string },
  bind: QueryValue,
): string {
  return `${column} = (SELECT id FROM connector WHERE provider = ${bind(provider)} AND reference = ${bind(reference)})`;
}

/** A column of metadata that has this text under a name, each in any spelling. */
export function metadataIs(column: string, name: string): (text: string, bind: QueryValue) => string {
  return (text, bind) => {
    const pairs = spellingsOf(name).flatMap((key) => spellingsOf(text).map((value) => ({ [key]: value })));
    return inAnySpelling(pairs, (each) => `${column} @> ${bind(JSON.stringify(each))}::jsonb`);
  };
}

function inAnySpelling<Spelled>(spellings: readonly Spelled[], toSql: (each: Spelled) => string): string {
  const [first, ...others] = spellings.map(toSql);
  return others.length > 0 ? `(${[first, ...others].join(" OR ")})` : String(first);
}

/** A text that the database can be asked for. */
function textOf(key: string, value: unknown): string {
  if (typeof value !== "string") return refuseQuery(`${key} needs a string`);
  const fault = textFault(key) ?? textFault(value);
  return fault ? refuseQuery(`${key} ${fault}`) : value;
}

/** When a row was made: at a whole millisecond, so that what lies between two of them is none's, and before the next one. */
function createdCondition(
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
function instantIn(value: unknown): Instant {
  const instant = typeof value === "string" ? readInstant(value) : null;
  return instant ?? refuseQuery("created_at needs an RFC 3339 time");
}
