import { readAnyId } from "@/lib/ids";
import { daysOf } from "@/lib/search/days";
import { containing, searchKey } from "@/lib/text/search-key";
import type { Ctx } from "@/lib/verb/context";
import { merchantBound } from "@/lib/verb/permissions";
import type { PaymentSearch } from "./search";

// Shorter ones may well be in every payment: a year, a house number.
const LONG_NUMBER = /(?<![\p{L}\p{N}])\d{5,}(?![\p{L}\p{N}])/gu;

/** A search as SQL over `payment p`: conditions joined by AND, and the values they name by position. */
export interface SearchConditions {
  where: string;
  values: unknown[];
}

/** The conditions of a search without its page. `timeZone` is where the reader's days begin. */
export function searchConditions(ctx: Ctx, search: PaymentSearch, timeZone: string): SearchConditions {
  const parts = ["true"];
  const values: unknown[] = [];
  const value = (given: unknown) => `$${values.push(given)}`;
  const any = (column: string, given: readonly string[], type = "text") => {
    const [only] = given;
    if (given.length === 1) parts.push(`p.${column} = ${value(only)}::${type}`);
    else if (given.length > 1) parts.push(`p.${column} = ANY (${value(given)}::${type}[])`);
  };
  const bound = merchantBound(ctx.actor);
  if (bound) parts.push(`p.merchant_id = ${value(bound)}::uuid`);
  any("status", search.status);
  any("kind", search.kind);
  any("currency", search.currency);
  any("merchant_id", search.merchant, "uuid");
  any("connector_id", search.connector, "uuid");
  any("scheme", search.scheme);
  any("failure_code", search.failure);
  if (search.account) parts.push(accountCondition(value(search.account)));
  for (const pair of search.metadata) parts.push(`p.metadata @> ${value(metadataOf(pair))}::jsonb`);
  if (search.min)
    parts.push(`p.initial_amount_minor >= ${value(search.min)}::numeric * 10::numeric ^ p.precision`);
  if (search.max)
    parts.push(`p.initial_amount_minor <= ${value(search.max)}::numeric * 10::numeric ^ p.precision`);
  const { from, until } = daysOf(search, ctx.now, timeZone);
  if (from) parts.push(`p.created_at >= ${value(from)}`);
  if (until) parts.push(`p.created_at < ${value(until)}`);
  if (search.q) parts.push(textCondition(search.q, value));
  return { where: parts.join(" AND "), values };
}

function accountCondition(account: string): string {
  return `p.id IN (
    SELECT payment_id FROM connected_payment WHERE source_account_id = ${account}
    UNION ALL SELECT payment_id FROM connected_payment WHERE destination_account_id = ${account})`;
}

function metadataOf(pair: string): string {
  const split = pair.indexOf("=");
  return JSON.stringify({ [pair.slice(0, split)]: pair.slice(split + 1) });
}

function textCondition(q: string, value: (given: unknown) => string): string {
  if (/^\d{4}$/.test(q)) return `p.card_last4 = ${value(q)}`;
  const words = wordsCondition(searchKey(q), value);
  const id = readAnyId(q);
  // A merchant's own references may well be spelled like ids.
  return id ? `(p.id = ${value(id)}::uuid OR ${words})` : words;
}

// A number of many digits is in few payments, and the words around it ("order") may be in nearly all, whose places the
// index would go through one by one. So the index looks for the number, and the rest is seen to after.
function wordsCondition(q: string, value: (given: unknown) => string): string {
  const [rare] = (q.match(LONG_NUMBER) ?? []).sort((one, other) => other.length - one.length);
  if (rare === undefined || rare === q) return `p.search LIKE ${value(containing(q))}`;
  return `(p.search LIKE ${value(containing(rare))} AND p.search || '' LIKE ${value(containing(q))})`;
}
