import pg from "pg";
import { encodeConnectorId, encodePaymentId } from "@/lib/connected/ids";
import type { ListRequest } from "../lists/requests";
import { asAdministrator } from "../stage";

/** One payment in so many has accounts: enough to find some of, few enough to have to look for. */
const PAYMENTS_PER_ACCOUNT_PAIR = 50;

const CONNECTOR = { provider: "GENERIC", reference: "checkout" };
const month = { $gte: { created_at: new Date(Date.now() - 30 * 86_400_000).toISOString() } };

/** Every filter the contract names, and the sorts, each by a name for people. */
export const FILTERS: readonly [name: string, query: object, sort?: string][] = [
  ["status", { $match: { status: "SUCCEEDED" } }],
  ["status, rare", { $match: { status: "DISPUTE" } }],
  ["status, none", { $match: { status: "REFUNDED" } }],
  ["not a status", { $not: { $match: { status: "SUCCEEDED" } } }],
  ["type", { $match: { type: "PAY-IN" } }],
  ["asset", { $match: { asset: "EUR/2" } }],
  ["asset, none", { $match: { asset: "JPY/0" } }],
  ["scheme", { $match: { scheme: "visa" } }],
  ["connector", { $match: { connector_id: encodeConnectorId(CONNECTOR) } }],
  ["reference, none", { $match: { reference: "nowhere" } }],
  [
    "id, none",
    { $match: { id: encodePaymentId({ connector: CONNECTOR, reference: "nowhere", type: "PAY-IN" }) } },
  ],
  ["source account", { $match: { source_account_id: "source-7" } }],
  ["destination account", { $match: { destination_account_id: "destination-7" } }],
  ["metadata", { $match: { "metadata[order]": "777" } }],
  ["amount above", { $gt: { amount: 90_000 } }],
  ["amount between", { $and: [{ $gte: { amount: 5_000 } }, { $lt: { amount: 5_010 } }] }],
  ["initial amount below", { $lt: { initial_amount: 1_005 } }],
  ["a month", month],
  ["status and a month", { $and: [{ $match: { status: "EXPIRED" } }, month] }],
  ["either of two", { $or: [{ $match: { status: "DISPUTE" } }, { $match: { asset: "USD/2" } }] }],
  ["by amount", { $match: { type: "PAY-IN" } }, "amount:desc"],
  ["by amount, upwards", { $match: { type: "PAY-IN" } }, "amount:asc"],
  ["oldest first", { $match: { type: "PAY-IN" } }, "createdAt:asc"],
];

/** Asks the door for each. */
export async function requestsFor(): Promise<ListRequest[]> {
  const listed = FILTERS.map(([name, query, sort]) => {
    const params = new URLSearchParams({ query: JSON.stringify(query), ...(sort && { sort }) });
    return { name, path: `/api/payments/payments?${params}`, as: "key" as const };
  });
  return [{ name: "no filter", path: "/api/payments/payments", as: "key" }, ...listed];
}

/** Gives some of the payments accounts, the same number of payments to each account at both sizes. */
export async function giveAccounts(databaseUrl: string): Promise<void> {
  const client = new pg.Client({ connectionString: asAdministrator(databaseUrl) });
  await client.connect();
  await client.query(`
    INSERT INTO connected_payment (payment_id, source_account_id, destination_account_id)
    SELECT id, 'source-' || n / 20, 'destination-' || n / 20
    FROM (SELECT id, row_number() OVER (ORDER BY id) / ${PAYMENTS_PER_ACCOUNT_PAIR} AS n, row_number() OVER (ORDER BY id) AS place
      FROM payment) numbered
    WHERE place % ${PAYMENTS_PER_ACCOUNT_PAIR} = 0`);
  await client.query("ANALYZE connected_payment");
  await client.end();
}
