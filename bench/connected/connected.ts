import pg from "pg";
import { pageStatement } from "@/lib/connected/query/list-connected-payments";
import { readPageRequest } from "@/lib/connected/query/page-request";
import { compareSizes, fill } from "../lists/lists";
import { figure, type Missed, say, sayTable } from "../report";
import type { Stage } from "../stage";
import { FILTERS, giveAccounts, requestsFor } from "./filters";

/** How much longer than among few payments the middle answer of a filter may take among many. */
export const FILTER_RATIO_MAX = 2;

const FEW = 10_000;
const MANY = 1_000_000;

/** The connected door's list, filter by filter, among ten thousand payments and among a million. */
export async function benchConnected(stage: Stage): Promise<Missed> {
  const few = await fill(stage, "connected_few", FEW);
  const many = await fill(stage, "connected_many", MANY);
  await giveAccounts(few);
  await giveAccounts(many);
  say(`\nConnected payments, ms, among ${figure(FEW)} and ${figure(MANY)}`);
  const missed = await compareSizes(stage, few, many, {
    few: FEW,
    many: MANY,
    ratioMax: FILTER_RATIO_MAX,
    requestsFor,
  });
  return [...missed, ...(await explain(many))];
}

/** What PostgreSQL reads for each filter; no plan may read the whole table. */
async function explain(databaseUrl: string): Promise<Missed> {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  const missed: Missed = [];
  const rows: string[][] = [];
  for (const [name, query, sort] of FILTERS) {
    const params = new URLSearchParams({ query: JSON.stringify(query), ...(sort && { sort }) });
    const input = readPageRequest("payments/v1", params);
    const { text, values } = pageStatement({ merchantId: null, version: "v1" }, input);
    const { rows: plan } = await client.query<{ "QUERY PLAN": string }>(`EXPLAIN ${text}`, values);
    const lines = plan.map((line) => line["QUERY PLAN"]);
    rows.push([
      name,
      lines.flatMap((line) => /(?:Index|Bitmap|Seq)[\w ]* Scan.* on \w+/.exec(line)?.[0] ?? []).join("; "),
    ]);
    if (lines.some((line) => /Seq Scan on payment\b/.test(line)))
      missed.push(`${name}: the plan reads the whole table`);
  }
  await client.end();
  sayTable(["filter", `what is read among ${figure(MANY)}`], rows);
  return missed;
}
