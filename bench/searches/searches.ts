import pg from "pg";
import { contextOf } from "@/lib/auth/testing/contexts";
import { closePool, pool } from "@/lib/db/pool";
import { spellId } from "@/lib/ids";
import { parsePaymentSearch } from "@/lib/payments/listing/parse-search";
import { searchPayments } from "@/lib/payments/search-payments";
import { searchPeople } from "@/lib/people/search-people";
import { fill } from "../lists/lists";
import { figure, type Missed, say, sayTable } from "../report";
import type { Stage } from "../stage";
import { percentile } from "../statistics";
import { peopleStatements } from "./seed-people";

const PAYMENTS = 1_000_000;
/** The middle answer of any search may take no longer. */
export const SEARCH_P50_MS_MAX = 100;

const SAMPLES = 30;
const WARM_UP_SAMPLES = 3;

/** Every kind of search among a million payments (page and count, as the console asks for both) and of their people. */
export async function benchSearches(stage: Stage): Promise<Missed> {
  const databaseUrl = await fill(stage, "searches", PAYMENTS, { also: peopleStatements(stage.merchantId) });
  return measureSearches(databaseUrl);
}

/** Measures every search on a database that is filled already. */
export async function measureSearches(databaseUrl: string): Promise<Missed> {
  process.env.DATABASE_URL = databaseUrl;
  await closePool();
  const ctx = contextOf("owner");
  const payments = (await searchesIn(databaseUrl)).map(([name, address]): Search => {
    const { search, ignored } = parsePaymentSearch(new URLSearchParams(address));
    if (ignored.length > 0) throw new Error(`${address} was not understood`);
    const ask = async () => {
      const { count } = await searchPayments({ ctx, input: { search, timeZone: "UTC" } });
      return `${count.value}${count.capped ? "+" : ""}`;
    };
    return { name, ask };
  });
  const people = PEOPLE.map(([name, q]): Search => {
    const ask = async () => {
      const { people: found, more } = await searchPeople({ ctx, input: { q } });
      return `${found.length}${more ? "+" : ""}`;
    };
    return { name, ask };
  });
  const among = `among ${figure(PAYMENTS)} payments, ms`;
  const missed = [
    ...(await measured(`Searches ${among} (page and count; × a query that reads nothing)`, payments)),
    ...(await measured(`Searches of people ${among}`, people)),
  ];
  await closePool();
  return missed;
}

interface Search {
  name: string;
  /** Resolves to how many were found. */
  ask: () => Promise<string>;
}

async function measured(title: string, searches: readonly Search[]): Promise<Missed> {
  say(`\n${title}`);
  const missed: string[] = [];
  const rows: string[][] = [];
  for (const { name, ask } of searches) {
    let found = "";
    const took = await measure(async () => {
      found = await ask();
    });
    const trivial = percentile(await measure(() => pool().query("SELECT 1")), 50);
    const [p50, p99] = [percentile(took, 50), percentile(took, 99)];
    rows.push([name, found, figure(p50, 1), figure(p99, 1), figure(p50 / trivial)]);
    if (p50 > SEARCH_P50_MS_MAX)
      missed.push(`${name}: p50 is ${figure(p50, 1)} ms, and ${SEARCH_P50_MS_MAX} is the most`);
  }
  sayTable(["", "found", "p50", "p99", "× trivial"], rows);
  return missed;
}

/** Searches of people, by what each is of. */
const PEOPLE = [
  ["a customer's name", "ferreira"],
  ["first and last name", "ines ferreira"],
  ["last name first", "Nkosi-50, Thandi"],
  ["a policyholder", "nkosi-50"],
  ["an e-mail address", "holder37@holders.example"],
  ["a telephone number", "+27 82 0000037"],
  ["a policy's number", "POL-37"],
  ["a referred customer", "referred37@referred.example"],
  ["an account", "treasury7"],
  ["two who are not one", "ferreira lindqvist"],
  ["nobody", "nosuchword"],
] as const;

async function measure(ask: () => Promise<unknown>): Promise<number[]> {
  const times: number[] = [];
  for (let sample = -WARM_UP_SAMPLES; sample < SAMPLES; sample++) {
    const begunMs = performance.now();
    await ask();
    if (sample >= 0) times.push(performance.now() - begunMs);
  }
  return times;
}

/** Each search the console promises, by what it is of, as an address; some with what only this database knows. */
export async function searchesIn(databaseUrl: string): Promise<(readonly [name: string, address: string])[]> {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    const one = async (sql: string) => {
      const { rows } = await client.query<{ found: string }>(sql);
      return rows[0]?.found ?? "";
    };
    const paid = "FROM attempt WHERE state = 'succeeded' ORDER BY id DESC OFFSET 1000 LIMIT 1";
    const payments = Number(await one("SELECT count(*)::text AS found FROM payment"));
    const middle = `FROM payment WHERE kind = 'checkout' ORDER BY created_at DESC OFFSET ${Math.floor(payments / 5)} LIMIT 1`;
    const customer = await one(`SELECT customer_id AS found ${middle}`);
    const email = await one(`SELECT email AS found FROM customer WHERE id = '${customer}'`);
    const q = (name: string, text: string) => [name, new URLSearchParams({ q: text }).toString()] as const;
    return [
      ["everything", ""],
      q("card, on most payments", "4242"),
      q("card, declined", "0777"),
      q("bank account", "0037"),
      q("e-mail of a customer", email),
      q("name of many customers", "ferreira"),
      q("first and last name", "Inês Ferreira"),
      q("name of a policyholder", "jurgen dsouza"),
      q("one policyholder", "nkosi-50"),
      q("e-mail of a policyholder", "holder37@holders.example"),
      q("telephone, national", "082 000 0037"),
      q("telephone, international", "+27 82 0000037"),
      q("e-mail of a referred customer", "referred37@referred.example"),
      q("partner", "rosa77@partners.example"),
      q("partners, all", "partner"),
      q("connected account", "grosse treasury7"),
      q("account's e-mail", "cash7@treasury.example"),
      q("payment's id", spellId("pay", await one(`SELECT id AS found ${middle}`))),
      q("customer's id", spellId("cus", customer)),
      q("policy's id", await one("SELECT id AS found FROM policy ORDER BY id OFFSET 37 LIMIT 1")),
      q("attempt's id", spellId("att", await one(`SELECT id AS found ${paid}`))),
      q("link's token", await one("SELECT token AS found FROM checkout_link OFFSET 1000 LIMIT 1")),
      q("provider's reference", await one(`SELECT provider_reference AS found ${paid}`)),
      q("reference", `Order ${payments / 2}`),
      q("reference, no such", `Order ${payments * 5}`),
      q("amount", "68.00"),
      q("amount in a currency", "EUR 123,45"),
      q("amount, two readings", "1,234"),
      q("who, card and amount", "ferreira 4242 68.00"),
      q("name and last four", "ferreira 4242"),
      // Two of the commonest names that never meet: nothing leads there, and a page looks at WALKED_ROWS_MAX.
      q("two who are not one", "ferreira lindqvist"),
      q("word of every payment", "order"),
      q("nothing", "nosuchword"),
      ["name, of a month, failed", "q=ferreira&status=expired&range=30d"],
    ];
  } finally {
    await client.end();
  }
}
