import { decodeAccountId, decodeConnectorId } from "@/lib/connected/ids";
import { type Condition, createdCondition, instantIn, type QueryValue, textOf } from "./query-fields";
import { integerOf, refuseQuery } from "./refuse-query";

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
    const name = metadata && /^metadata\[(.+)\]$/s.exec(condition.key)?.[1];
    if (metadata && name !== undefined) return metadataIs(metadata, name)(condition, bind);
    if (!Object.hasOwn(fields, condition.key)) refuseQuery(`does not know the key ${condition.key}`);
    return fields[condition.key]?.(condition, bind) ?? "false";
  };
}

/** A field that is matched, never compared. */
export function matched(toSql: (text: string, bind: QueryValue) => string): ToSql {
  return ({ key, operator, value }, bind) => {
    if (operator !== "$match") refuseQuery(`cannot compare ${key} with ${operator}`);
    return toSql(textOf(key, value), bind);
  };
}

/** A column that is the text itself. */
export function isText(column: string): ToSql {
  return matched((text, bind) => `${column} = ${bind(text)}`);
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

/** A wire id that is made of a connector and a reference. */
export function isIdOf(connectorColumn: string, referenceColumn: string): ToSql {
  return matched((text, bind) => {
    const id = decodeAccountId(text);
    if (!id) return "false";
    const reference = referenceIs(referenceColumn, id.reference, bind);
    return `(${reference} AND ${connectorIs(connectorColumn, id.connector, bind)})`;
  });
}

function referenceIs(column: string, reference: string, bind: QueryValue): string {
  const bound = `${bind(reference)}::text`;
  return `(text_key(${column}) = text_key(${bound}) AND ${column} = ${bound})`;
}

function connectorIs(
  column: string,
  { provider, reference }: { provider: string; reference: string },
  bind: QueryValue,
): string {
  return `${column} = (SELECT id FROM connector WHERE provider = ${bind(provider)} AND reference = ${bind(reference)})`;
}

function metadataIs(column: string, name: string): ToSql {
  return matched((text, bind) => `${column} @> ${bind(JSON.stringify({ [name]: text }))}::jsonb`);
}
