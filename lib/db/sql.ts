import { createHash } from "node:crypto";
import pg from "pg";
import { notifyOutbox } from "./outbox-notifications";
import { pool } from "./pool";

/** What runs a statement: the pool, or the one connection of a transaction. */
export type Queryable = Pick<pg.Pool, "query">;

/** A statement and the name it is prepared under, stable per text. */
export interface Statement {
  name: string;
  text: string;
  /** Whether it writes to the outbox, whose readers are then told once it is committed. */
  announces: boolean;
}

const INT8 = 20;
const types = {
  getTypeParser: ((oid: number, format?: "text" | "binary") =>
    oid === INT8 ? BigInt : pg.types.getTypeParser(oid, format as "text")) as typeof pg.types.getTypeParser,
};

/** Names a statement once, at module load, so that every connection prepares it a single time. */
export function statement(text: string): Statement {
  const name = createHash("sha256").update(text).digest("hex").slice(0, 40);
  return { name, text, announces: /INSERT INTO outbox\b/.test(text) };
}

/** Runs one prepared statement: one round trip. 64-bit integers come back as bigint. */
export async function run<Row extends pg.QueryResultRow>(
  { name, text, announces }: Statement,
  values: unknown[],
  on: Queryable = pool(),
): Promise<Row[]> {
  const result = await on.query<Row>({ name, text, values, types });
  if (announces && on === pool()) notifyOutbox();
  else if (announces) announcing.add(on);
  return result.rows;
}

/** Runs text made at run time (search filters), never with values inside it. */
export async function runUnprepared<Row extends pg.QueryResultRow>(
  text: string,
  values: unknown[],
  on: Queryable = pool(),
): Promise<Row[]> {
  const result = await on.query<Row>({ text, values, types });
  return result.rows;
}

// The transactions that have written to the outbox, and notify when they commit.
const announcing = new WeakSet<Queryable>();

/** Commits what `work` wrote, or nothing when it throws. */
export async function transaction<T>(work: (tx: Queryable) => Promise<T>): Promise<T> {
  const client = await pool().connect();
  try {
    await client.query("BEGIN");
    const result = await work(client);
    await client.query("COMMIT");
    if (announcing.delete(client)) notifyOutbox();
    client.release();
    return result;
  } catch (err) {
    announcing.delete(client);
    await client.query("ROLLBACK").then(
      () => client.release(),
      (broken: Error) => client.release(broken),
    );
    throw err;
  }
}

/** Whether an error is PostgreSQL's refusal of a second row under one unique constraint or index. */
export function isUniqueViolation(err: unknown, constraint?: string): boolean {
  return (
    err instanceof pg.DatabaseError &&
    err.code === "23505" &&
    (constraint === undefined || err.constraint === constraint)
  );
}

/** Whether PostgreSQL refused a statement for what is in it, as against being away, stopping or out of resources. */
export function isStatementError(err: unknown): boolean {
  return err instanceof pg.DatabaseError && ["22", "23", "42"].includes(err.code?.slice(0, 2) ?? "");
}
