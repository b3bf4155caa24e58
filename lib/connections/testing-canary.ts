import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { expect, vi } from "vitest";
import { runUnprepared } from "@/lib/db/sql";
import { log } from "@/lib/log/log";
import { redact } from "@/lib/log/redact";

/** Every table that has a row with the text in any of its columns, as text or as bytes. */
export async function tablesHolding(text: string): Promise<string[]> {
  const tables = await runUnprepared<{ table: string }>(
    `SELECT c.oid::regclass::text AS table FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
     WHERE c.relkind IN ('r', 'p') AND n.nspname NOT IN ('pg_catalog', 'information_schema')
       AND has_table_privilege(c.oid, 'SELECT')`,
    [],
  );
  expect(tables.length).toBeGreaterThan(40);
  const held = [];
  for (const { table } of tables) {
    const [row] = await runUnprepared<{ n: number }>(
      `SELECT count(*)::int AS n FROM ${table} t WHERE t::text LIKE $1 OR t::text LIKE $2`,
      [`%${text}%`, `%${Buffer.from(text).toString("hex")}%`],
    );
    if (row?.n) held.push(table);
  }
  return held;
}

/** Everything that is logged from now on, as the log itself writes it. */
export function listenToLog(): string[] {
  const said: string[] = [];
  for (const level of ["info", "warn", "error"] as const)
    vi.spyOn(log, level).mockImplementation((...args: unknown[]) => {
      said.push(JSON.stringify(redact(args)));
    });
  return said;
}

/** As text, however it is made. */
export const asText = (value: unknown) =>
  JSON.stringify(value, (_name, each) => (typeof each === "bigint" ? String(each) : each)) ?? "";

/** A provider that repeats whatever key it is sent, wherever one of ours might look, and refuses everything. */
export async function aRepeatingProvider() {
  const refusing = { status: 401, asked: 0 };
  const server = createServer((req, res) => {
    refusing.asked += 1;
    const key = (req.headers.authorization ?? "").replace(/^Bearer /, "");
    const words = `${key} is no key of ours`;
    const error = {
      ...{ message: words, type: "invalid_request_error", code: key, decline_code: key, param: key },
      ...{ doc_url: words, errors: [{ reason: key, message: words, field: key }], request_id: key },
    };
    req.resume().on("end", () => {
      res.writeHead(refusing.status, { "content-type": "application/json", "request-id": key });
      res.end(JSON.stringify({ error, status: refusing.status, title: words, detail: words, field: key }));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    refusing,
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: () => {
      server.closeAllConnections();
      return new Promise((resolve) => server.close(resolve));
    },
  };
}
