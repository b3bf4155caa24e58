import pg from "pg";
import { spellId } from "@/lib/ids";

/** Something to ask for, in a database that has been filled. */
export interface ListRequest {
  name: string;
  path: string;
  /** A page of the console, for a person; a door, for a key; or the policies' door, to which a key says so otherwise. */
  as: "person" | "key" | "insurer";
  /** Where not the whole answer is waited for, but so much of it. */
  untilBytes?: number;
}

/** Rows of a page of the console. The cursor of the second page stands after the first. */
const PAGE_ROWS = 50;

/** The same questions for a database of any size: what they find differs, what it takes to find it should not. */
export async function requestsFor(databaseUrl: string): Promise<ListRequest[]> {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    const {
      rows: [found],
    } = await client.query<{ payments: number }>("SELECT count(*)::int AS payments FROM payment");
    const rowAt = async (place: number) => {
      const { rows } = await client.query<{ id: string; created_at: Date; customer_id: string }>(
        "SELECT id, created_at, customer_id FROM payment ORDER BY created_at DESC, id DESC OFFSET $1 LIMIT 1",
        [place],
      );
      const [row] = rows;
      if (!row) throw new Error("the database has too few payments");
      return { ...row, older: `/payments?older=${row.created_at.toISOString()}_${row.id}` };
    };
    const second = await rowAt(PAGE_ROWS - 1);
    const middle = await rowAt(Math.floor((found?.payments ?? 0) / 2));
    const customer = spellId("cus", middle.customer_id);
    const payment = spellId("pay", middle.id);
    const person = (name: string, path: string) => ({ name, path, as: "person" as const });
    const key = (name: string, path: string) => ({ name, path, as: "key" as const });
    return [
      person("console: payments", "/payments"),
      person("console: second page", second.older),
      person("console: page in the middle", middle.older),
      person("console: status", "/payments?status=succeeded"),
      person("console: status, a month", "/payments?status=succeeded&range=30d"),
      person("console: text, one found", `/payments?q=order+${Math.floor((found?.payments ?? 0) / 2)}`),
      person("console: text, many found", "/payments?q=ferreira"),
      person("console: last four digits", "/payments?q=4242"),
      person("console: a payment", `/payments/${payment}`),
      key("door: payments", "/v0/payments"),
      key("door: status", "/v0/payments?status=pending"),
      key("door: customer", `/v0/payments?customerId=${customer}`),
      key("door: a payment", `/v0/payments/${payment}`),
    ];
  } finally {
    await client.end();
  }
}
