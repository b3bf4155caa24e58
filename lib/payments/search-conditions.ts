import { daysOf } from "@/lib/search/days";
import type { Ctx } from "@/lib/verb/context";
import { merchantBound } from "@/lib/verb/permissions";
import { amountRangeCondition } from "./amount-range";
import { typesOf } from "./category";
import { POSSIBLY_PAID_TWICE } from "./duplicates";
import { failureCondition, type RowCondition } from "./failure-condition";
import { kindsSearched } from "./kinds/filters";
import { lookUpWords } from "./look-up-words";
import { type PaymentSearch, UNKNOWN_PATIENCE_MS } from "./search";
import { searchWords } from "./search-words";
import { type PaymentSort, sortOf } from "./sort";
import { type SqlValue, wordCondition } from "./word-condition";

/** A search as SQL over `payment p`: conditions joined by AND, and the values they name by position. */
export interface SearchConditions {
  where: string;
  values: unknown[];
  sort: PaymentSort | undefined;
  /** Whether some condition names by their ids the few payments that it is true of. */
  few: boolean;
  /** Where no index leads to what is searched: the conditions that indexes know, and those that are asked of each row. */
  walk: { plain: string; plainValues: unknown[]; asked: string } | null;
}

/**
 * The conditions of a search without its page. `timeZone` is where the reader's days begin. What the words of the search
 * name is looked up first, so the conditions are those of this moment.
 */
export async function searchConditions(
  ctx: Ctx,
  search: PaymentSearch,
  timeZone: string,
): Promise<SearchConditions> {
  const { status, kind, type, direction, currency, merchant, connector, scheme, metadata, ...others } =
    search;
  const {
    mode,
    account,
    min,
    max,
    range,
    from,
    to,
    outcome,
    dispute,
    recovered,
    again,
    duplicates,
    ...asking
  } = others;
  const { failure, attempts, q, sort: _sort, older: _older, newer: _newer, ...forgotten } = asking;
  // A parameter without a condition would find everything: the compiler names it here.
  forgotten satisfies Record<string, never>;
  const parts = ["true"];
  const values: unknown[] = [];
  const value: SqlValue = (given) => `$${values.push(given)}`;
  const any = (column: string, given: readonly string[], type = "text") => {
    const [only] = given;
    if (given.length === 1) parts.push(`p.${column} = ${value(only)}::${type}`);
    else if (given.length > 1) parts.push(`p.${column} = ANY (${value(given)}::${type}[])`);
  };
  const bound = merchantBound(ctx.actor);
  if (bound) parts.push(`p.merchant_id = ${value(bound)}::uuid`);
  any("status", status);
  // What a payment is says of which kind it is, which has an index of its own.
  any("kind", kind.length > 0 ? kind : kindsSearched({ kind, type }));
  any("category", type);
  any("type", direction.flatMap(typesOf));
  any("currency", currency);
  any("merchant_id", merchant, "uuid");
  any("connector_id", connector, "uuid");
  any("scheme", scheme);
  if (outcome) {
    const startedBefore = new Date(ctx.now.getTime() - UNKNOWN_PATIENCE_MS);
    parts.push(outcomeCondition(value(startedBefore)));
  }
  // In the order of deadlines, which only disputes have, the same is said for the index to be used.
  if (dispute || sortOf(search) === "respond_by") parts.push("p.in_dispute");
  if (recovered) parts.push(recoveredCondition(recovered, ctx.now, timeZone, value));
  if (again) parts.push(NOT_TRIED_AGAIN);
  if (mode) parts.push(MODE_CONDITIONS[mode]);
  if (account) parts.push(accountCondition(value(account)));
  for (const pair of metadata) parts.push(`p.metadata @> ${value(metadataOf(pair))}::jsonb`);
  if (min || max)
    parts.push(amountRangeCondition({ min: min || undefined, max: max || undefined }, value, currency));
  const days = daysOf({ range, from, to }, ctx.now, timeZone);
  if (days.from) parts.push(`p.created_at >= ${value(days.from)}`);
  if (days.until) parts.push(`p.created_at < ${value(days.until)}`);
  const plainValues = [...values];
  const asked: RowCondition[] = [];
  if (duplicates) asked.push(POSSIBLY_PAID_TWICE);
  if (failure.length > 0) asked.push(await failureCondition(failure, value));
  if (attempts) asked.push(await failureCondition(null, value));
  if (q) asked.push(...(await textConditions(q, bound, value)));
  const all = asked.map(({ sql }) => sql);
  const few = asked.some((each) => each.few);
  const walk = all.length > 0 && !few;
  return {
    where: [...parts, ...all].join(" AND "),
    values,
    sort: sortOf(search),
    few,
    walk: walk ? { plain: parts.join(" AND "), plainValues, asked: all.join(" AND ") } : null,
  };
}

const MODE_CONDITIONS: Record<NonNullable<PaymentSearch["mode"]>, string> = {
  test: "p.mode = 'test'",
  live: "p.mode = 'live'",
  not_test: "p.mode IS DISTINCT FROM 'test'",
};

function accountCondition(account: string): string {
  return `p.id IN (
    SELECT payment_id FROM connected_payment WHERE source_account_id = ${account}
    UNION ALL SELECT payment_id FROM connected_payment WHERE destination_account_id = ${account})`;
}

function outcomeCondition(startedBefore: string): string {
  return `p.id IN (
    SELECT payment_id FROM attempt WHERE state IN ('started', 'unknown') AND started_at <= ${startedBefore})`;
}

/** As the overview sums them: what the bank took back was not recovered. */
function recoveredCondition(
  recovered: NonNullable<PaymentSearch["recovered"]>,
  now: Date,
  timeZone: string,
  value: SqlValue,
): string {
  const { from, until } = recovered === "any" ? {} : daysOf({ range: recovered }, now, timeZone);
  const decided = [
    ...(from ? [`AND finalized_at >= ${value(from)}`] : []),
    ...(until ? [`AND finalized_at < ${value(until)}`] : []),
  ];
  return `p.collected_minor > p.returned_minor AND p.id IN (
    SELECT payment_id FROM policy_payment WHERE retry_of IS NOT NULL ${decided.join(" ")})`;
}

/** Of attempts at the same money that all failed, the last. */
const NOT_TRIED_AGAIN = `NOT EXISTS (
  SELECT FROM policy_payment y JOIN policy_payment o ON o.original_id = y.original_id
  JOIN payment q ON q.id = o.payment_id
  WHERE y.payment_id = p.id AND (o.live OR o.retry_number > y.retry_number AND q.status = 'failed'))`;

function metadataOf(pair: string): string {
  const split = pair.indexOf("=");
  return JSON.stringify({ [pair.slice(0, split)]: pair.slice(split + 1) });
}

async function textConditions(
  q: string,
  merchantId: string | null,
  value: SqlValue,
): Promise<RowCondition[]> {
  const words = searchWords(q);
  if (words.length === 0) return [{ sql: "false", few: true }];
  const found = await lookUpWords(words, merchantId);
  return found.map((each) => ({ sql: wordCondition(each, value), few: each.foundIds !== null }));
}
