import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import pg from "pg";
import { decodePaymentId } from "@/lib/connected/ids";
import { pageStatement } from "@/lib/connected/query/list-connected-payments";
import { firstPageRequest } from "@/lib/connected/query/page-request";
import { directConnectionConfig, POOL_CONNECTIONS_MAX } from "@/lib/db/pool";
import { statement } from "@/lib/db/sql";
import { bind } from "@/lib/db/typed/statement";
import { FIND_WHOLE } from "@/lib/generated/sql/connected/payments/connected-payment/find-whole";

const ADDRESS = /^\/api\/payments\/(v3\/)?payments(?:\/([^?]+))?(?:\?pageSize=(\d+))?$/;

/**
 * The least a server can do to read: the statement that the door runs, each by itself, and its rows as JSON.
 * Words: the merchant's id.
 */
export async function run([merchantId = ""]: string[]): Promise<void> {
  const pool = new pg.Pool({ ...directConnectionConfig(), max: POOL_CONNECTIONS_MAX });
  const server = createServer(async (req, res) => {
    const { rows } = await pool.query(queryFor(req.url ?? "", merchantId));
    res.writeHead(rows.length > 0 ? 200 : 500, { "Content-Type": "application/json" });
    res.end(JSON.stringify({ data: rows }));
  });
  server.listen(0, "127.0.0.1", () => {
    console.log(`listening at http://127.0.0.1:${(server.address() as AddressInfo).port}`);
  });
  await once(process, "SIGTERM");
}

function queryFor(url: string, merchantId: string): pg.QueryConfig {
  const [, v3, id, pageSize] = ADDRESS.exec(url) ?? [];
  if (id !== undefined) return { ...(FIND_WHOLE.name && { name: FIND_WHOLE.name }), ...one(id, merchantId) };
  const input = firstPageRequest("payments", Number(pageSize));
  const { text, values } = pageStatement({ merchantId, version: v3 ? "v3" : "v1" }, input);
  return { ...statement(text), values };
}

function one(id: string, merchantId: string) {
  const ref = decodePaymentId(id);
  if (!ref) throw new Error(`${id} is not the id of a payment`);
  return bind(FIND_WHOLE, {
    providers: [ref.connector.provider],
    connectorReferences: [ref.connector.reference],
    references: [ref.reference],
    types: [ref.type],
    merchantIds: [merchantId],
  });
}
