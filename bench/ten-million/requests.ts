import pg from "pg";
import { spellId } from "@/lib/ids";
import { requestsFor as connectedRequests } from "../connected/filters";
import { type ListRequest, requestsFor as listRequests } from "../lists/requests";
import { searchesIn } from "../searches/searches";

const person = (name: string, path: string): ListRequest => ({ name, path, as: "person" });
const key = (name: string, path: string): ListRequest => ({ name, path, as: "key" });

/** Every list, search, filter, detail, overview and worklist there is, and the beginning of a file. */
export async function requestsFor(databaseUrl: string): Promise<ListRequest[]> {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    return [
      ...(await listRequests(databaseUrl)),
      ...FILTERS.map(([name, query]) => person(`filter: ${name}`, `/payments?${query}`)),
      ...ORDERS.map(([name, query]) => person(`order: ${name}`, `/payments?${query}`)),
      ...(await searchesIn(databaseUrl)).map(([name, query]) =>
        person(`search: ${name}`, `/payments?${query}`),
      ),
      ...PEOPLE.map(([name, q]) => person(`people: ${name}`, `/people?${new URLSearchParams({ q })}`)),
      ...OVERVIEWS.map((query) => person(`overview: ${query}`, `/?${query}`)),
      ...WORKLISTS.map(([name, path]) => person(`worklist: ${name}`, path)),
      ...LISTS.map((path) => person(`list: ${path.slice(1)}`, path)),
      ...(await details(client)).map(([name, path]) => person(`detail: ${name}`, path)),
      ...(await connectedRequests()).map((each) => ({ ...each, name: `connected: ${each.name}` })),
      ...OTHER_DOORS.map((path) => key(`door: ${path}`, path)),
      { ...key("door: policies", "/v1/insurance/policies"), as: "insurer" },
      ...FILES.map(([name, query]) => ({
        ...person(`file: ${name}`, `/payments/export?${query}`),
        untilBytes: FIRST_ROWS_BYTES,
      })),
    ];
  } finally {
    await client.end();
  }
}

/** A file's first rows have come when this much of it has: its head is less than half of it. */
const FIRST_ROWS_BYTES = 1_024;

const FILTERS = [
  ["status, rare", "status=dispute"],
  ["status, none", "status=capture_failed"],
  ["two statuses", "status=dispute&status=failed"],
  ["kind", "kind=referral"],
  ["type", "type=premium"],
  ["direction", "direction=in"],
  ["direction, none", "direction=out"],
  ["currency", "currency=USD"],
  ["scheme", "scheme=visa"],
  ["failure", "failure=insufficient_funds"],
  ["failure, rare", "failure=lost_card"],
  ["a failed attempt", "attempts=failed"],
  ["metadata", "metadata=order%3D777"],
  ["possible duplicates", "duplicates=possible"],
  ["tests", "mode=test"],
  ["all but tests", "mode=not_test"],
  ["recovered", "recovered=30d"],
  ["recovered, whenever", "recovered=any"],
  ["amount above", "min=900"],
  ["amount below", "max=10.02"],
  ["amount between", "min=50&max=50.10"],
  ["amount between, a month", "min=50&max=60&range=30d"],
  ["amount, currency, status", "min=50&max=60&currency=EUR&status=dispute"],
  ["status and week", "status=expired&range=7d"],
  ["kind, status, quarter", "kind=policy&status=failed&range=90d"],
] as const;

const ORDERS = [
  ["oldest", "sort=oldest"],
  ["changed", "sort=changed"],
  ["largest", "currency=GBP&sort=largest"],
  ["smallest of a status", "currency=EUR&status=dispute&sort=smallest"],
] as const;

const PEOPLE = [
  ["a customer's name", "ferreira"],
  ["first and last name", "ines ferreira"],
  ["a policyholder", "nkosi-50"],
  ["a telephone number", "+27 82 0000037"],
  ["an e-mail address", "holder37@holders.example"],
  ["nobody", "nosuchword"],
] as const;

const OVERVIEWS = [
  "days=7",
  "days=30",
  "days=90",
  "days=7&basis=payment",
  "days=30&basis=payment",
  "days=90&basis=payment",
] as const;

const WORKLISTS = [
  ["disputes", "/payments?dispute=open&sort=respond_by"],
  ["without an outcome", "/payments?outcome=unknown"],
  ["failed payouts", "/payments?direction=out&status=failed&again=none&range=30d"],
  ["failed premiums", "/retries"],
  ["premiums without a retry", "/retries?state=stuck"],
  ["links that expire", "/checkout-links?show=expiring"],
  ["policies' methods", "/policies?method=blocked"],
  ["commissions to pay", "/commissions?state=payable"],
  ["payouts to mark", "/payouts?made=unmarked"],
  ["failed deliveries", "/webhooks/deliveries?state=exhausted"],
] as const;

const LISTS = [
  ...["/checkout-links", "/customers", "/customers?q=ferreira", "/policies", "/policies?status=active"],
  ...["/policies?search=nkosi-50", "/policies/holders", "/policies/product-modules", "/referrals"],
  ...["/referrals/reports", "/partners", "/commissions", "/payouts", "/connectors", "/connectors/accounts"],
  ...["/requests", "/requests?status=4xx", "/webhooks", "/webhooks/deliveries", "/settings/audit"],
  ...["/settings/keys", "/settings/merchants"],
];

const OTHER_DOORS = [
  ...["/v0/customers", "/v0/payments?limit=100", "/api/v1/referrals", "/api/v1/commissions"],
  ...["/api/v1/partners", "/api/payments/v3/payments", "/api/payments/accounts"],
];

const FILES = [
  ["everything", ""],
  ["a status, a month", "status=succeeded&range=30d"],
  ["a name", "q=ferreira"],
  ["an amount", "min=50&max=60"],
] as const;

async function details(client: pg.Client): Promise<(readonly [name: string, path: string])[]> {
  const one = async (rows: string) => {
    const { rows: found } = await client.query<{ id: string }>(
      `SELECT id::text FROM ${rows} ORDER BY 1 DESC LIMIT 1`,
    );
    const [row] = found;
    if (!row) throw new Error(`there are no ${rows}`);
    return row.id;
  };
  const payment = async (condition: string) =>
    spellId("pay", await one(`(SELECT id FROM payment WHERE ${condition} ORDER BY id DESC LIMIT 1) p`));
  const first = (table: string, prefix?: Parameters<typeof spellId>[0]) =>
    one(`(SELECT id FROM ${table} ORDER BY id LIMIT 1) t`).then((id) => (prefix ? spellId(prefix, id) : id));
  const customer = await one(
    "(SELECT customer_id AS id FROM payment WHERE customer_id IS NOT NULL ORDER BY created_at DESC LIMIT 1) c",
  );
  const delivery = await first("webhook_delivery", "wd");
  return [
    ["a premium", `/payments/${await payment("kind = 'policy'")}`],
    ["a failed premium", `/payments/${await payment("kind = 'policy' AND status = 'failed'")}`],
    ["a referral's payment", `/payments/${await payment("kind = 'referral'")}`],
    ["a provider's payment", `/payments/${await payment("kind = 'connected'")}`],
    ["a disputed payment", `/payments/${await payment("kind = 'checkout' AND status = 'dispute'")}`],
    ["a link", `/checkout-links/${await payment("kind = 'checkout' AND status = 'pending'")}`],
    ["a customer", `/people/customer/${customer}`],
    ["a policy", `/policies/${await first("policy")}`],
    ["a policyholder", `/policies/holders/${await first("policyholder")}`],
    ["a referral", `/referrals/${await first("referral", "ref")}`],
    ["a partner", `/partners/${await first("partner", "ptr")}`],
    ["a payout", `/payouts/${await first("payout_run", "run")}`],
    ["a delivery", `/webhooks/deliveries/${delivery}`],
    ["an endpoint", `/webhooks/${await first("webhook_endpoint", "we")}`],
    ["a request", `/requests/${await first("request_log")}`],
    ["an idempotency key", "/requests/idempotency?key=order-37"],
  ];
}
