import pg from "pg";
import { beforeAll, describe, expect, it, vi } from "vitest";
import { DEFAULT_READER } from "@/components/ui/reader";
import { contextOf } from "@/lib/auth/testing/contexts";
import { runUnprepared } from "@/lib/db/sql";
import { changesQuery, type FollowedQuery, isFollowedQuery } from "@/lib/live/followed-queries";
import { loadSampleData } from "@/lib/sample/load-sample-data";
import { EVENT_TYPES } from "@/lib/webhooks/event-types";
import { CONSOLE_QUERIES } from "./all";

const BUSY_MACHINE_MS = 240_000;

/** By which objects' events a change of a table is told. Delivery and endpoint are told by who sends. */
const TOLD_BY: Record<string, readonly string[]> = {
  ...toldBy("payment", "payment adjustment attempt payment_tally money_tally outcome_tally decline_tally"),
  ...toldBy("payment", "policy_payment connected_payment referral_payment retry_result unrecovered_premium"),
  ...toldBy("payment", "policy_async_request payment_batch_attempt mirrored_payment"),
  ...toldBy("checkout_link", "checkout_link"),
  ...toldBy("customer", "customer"),
  ...toldBy("policyholder", "policyholder"),
  ...toldBy("policy", "policy"),
  ...toldBy("payment_method", "policy_payment_method"),
  ...toldBy("referral", "referral subscription"),
  ...toldBy("partnership", "partnership"),
  ...toldBy("commission", "commission"),
  ...toldBy("payout_run", "payout_run"),
  ...toldBy("payout_run payout_line", "payout_line"),
  ...toldBy("payout_line", "payout_mark payout_return"),
  ...toldBy("endpoint", "webhook_endpoint"),
  ...toldBy("delivery", "webhook_delivery webhook_attempt"),
};

/** What no event tells of: what operators keep, what comes with something that is told, and what is written once. */
const UNTOLD = [
  ...["merchant", "connector", "connection", "connection_route", "product_module", "partner", "bank_account"],
  ...["payment_import", "payment_import_line", "provider_event", "rate_limit", "connected_account"],
  ...["mandate", "debicheck_mandate", "merged_person", "person_note", "saved_payment_method"],
  ...["payout_file", "payout_file_line"],
  ...["state_change", "outbox", "audit_entry", "request_log", "request_payment"],
];

/** What a query reads of a table and need not follow, as nothing that it shows of it changes. */
const STAYS: Partial<Record<FollowedQuery, Record<string, string>>> = {
  payments: {
    policy: "a policy's number",
    policy_payment_method: "a method's type and last digits",
    referral: "who was referred, once they have paid",
  },
  payment: { webhook_endpoint: "what an endpoint is called, beside what was delivered to it" },
  "checkout-link": {
    policy: "no payment by a link has one",
    policyholder: "no payment by a link has one",
    policy_payment_method: "no payment by a link has one",
    referral: "no payment by a link has one",
  },
  people: { policy: "whose a policy is, by its number" },
  policyholders: { policy: "which policies a holder has, which the list does not say" },
};

/** What is asked of a query, beside nothing: the ids of a table, or what an address may say. */
const ASKED: Partial<Record<FollowedQuery, string | Record<string, string>[]>> = {
  payment: "SELECT DISTINCT ON (kind, status) id FROM payment",
  "checkout-link": "SELECT DISTINCT ON (status) id FROM payment WHERE kind = 'checkout'",
  person: "SELECT id, 'customer' AS type FROM customer WHERE id IN (SELECT customer_id FROM payment) LIMIT 5",
  policy: "SELECT DISTINCT ON (status) id FROM policy",
  policyholder: "SELECT id FROM policyholder LIMIT 2",
  referral: "SELECT DISTINCT ON (state) id FROM referral",
  partner: "SELECT id FROM partner",
  payout: "SELECT id FROM payout_run",
  payouts: [
    {},
    { made: "unmarked" },
    { older: "2030-01-01T00:00:00.000Z_00000000-0000-4000-8000-000000000000" },
  ],
  people: [{ q: "an" }],
  commissions: [{}, { state: "payable" }, { state: "dispute_lost" }],
  policies: [{}, { method: "blocked" }],
  retries: [{}, { state: "waiting" }, { state: "stuck" }],
};

/** The sample data has none, and these read what the lists of endpoints and deliveries read. */
const NONE_IN_SAMPLE: readonly FollowedQuery[] = ["endpoint", "delivery"];

const FOLLOWED = Object.keys(CONSOLE_QUERIES).filter(isFollowedQuery);

describe("a query that follows the outbox", () => {
  const ctx = contextOf("owner");
  let tables: Set<string>;
  let functions: { name: string; body: string }[];

  beforeAll(async () => {
    await loadSampleData({ ctx });
    const named = await runUnprepared<{ name: string }>(TABLES, []);
    tables = new Set(named.map(({ name }) => name));
    functions = await runUnprepared(FUNCTIONS, []);
  }, BUSY_MACHINE_MS);

  it.each(FOLLOWED.filter((name) => !NONE_IN_SAMPLE.includes(name)))(
    "%s hears of every change of every table that its statements read",
    async (name) => {
      const read = tablesIn(await statementsOf(name));
      expect(read.size).toBeGreaterThan(0);
      for (const table of read) {
        expect(TOLD_BY[table] ?? UNTOLD.includes(table), `who tells of ${table}`).toBeTruthy();
        if (STAYS[name]?.[table]) continue;
        for (const subject of TOLD_BY[table] ?? [])
          expect(changesQuery(name, { type: `${subject}.changed`, data: {} }), `${table} is read`).toBe(true);
      }
      for (const table of Object.keys(STAYS[name] ?? {})) expect(read, "is still read").toContain(table);
    },
    BUSY_MACHINE_MS,
  );

  it("is told by events that there are", () => {
    const objects = new Set(EVENT_TYPES.map(({ type }) => type.split(".", 1)[0]));
    const told = new Set(Object.values(TOLD_BY).flat());
    for (const subject of told)
      expect(["endpoint", "delivery"].includes(subject) || objects.has(subject), subject).toBe(true);
    expect(UNTOLD.filter((table) => TOLD_BY[table] || !tables.has(table))).toEqual([]);
  });

  async function statementsOf(name: FollowedQuery): Promise<string[]> {
    const asked = ASKED[name] ?? [{}];
    const params = typeof asked === "string" ? await runUnprepared<Record<string, string>>(asked, []) : asked;
    const sent = vi.spyOn(pg.Client.prototype, "query");
    try {
      for (const each of params)
        await CONSOLE_QUERIES[name].read({ ctx, reader: DEFAULT_READER, params: new URLSearchParams(each) });
      return sent.mock.calls.map(([asked]) => textOf(asked));
    } finally {
      sent.mockRestore();
    }
  }

  /** The tables that statements name, and the functions of the database that they call. */
  function tablesIn(texts: readonly string[]): Set<string> {
    const found = new Set<string>();
    const called = new Set<string>();
    const look = (text: string) => {
      for (const [, table = ""] of text.matchAll(NAMED)) if (tables.has(table)) found.add(table);
      for (const { name, body } of functions) {
        if (called.has(name) || !new RegExp(`\\b${name}\\(`).test(text)) continue;
        called.add(name);
        look(body);
      }
    };
    for (const text of texts) look(text);
    return found;
  }
});

const NAMED = /\b(?:FROM|JOIN)\s+(?:ONLY\s+)?(?:"?public"?\.)?"?(\w+)"?/gi;
const TABLES =
  "SELECT relname AS name FROM pg_class WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace";
const FUNCTIONS = `
  SELECT proname AS name, coalesce(pg_get_function_sqlbody(oid), prosrc) AS body
  FROM pg_proc WHERE pronamespace = 'public'::regnamespace`;

function toldBy(subjects: string, told: string): Record<string, readonly string[]> {
  return Object.fromEntries(told.split(" ").map((table) => [table, subjects.split(" ")]));
}

function textOf(asked: unknown): string {
  return typeof asked === "string" ? asked : (asked as { text: string }).text;
}
