import { createHash } from "node:crypto";
import pg from "pg";
import type { Prisma } from "@/lib/generated/prisma/client";
import { notifyOutbox } from "./outbox-notifications";
import { isPool, isPooled, pool } from "./pool";
import { onOneConnection } from "./prisma";
import { refusalOf } from "./refusal";
import { bind, compose, type Statement as TypedStatement } from "./typed/statement";

/** What runs a statement: the pool, or the one connection of a transaction. */
export type Queryable = Pick<pg.Pool, "query">;

/** A statement and the name it is prepared under, stable per text. */
export interface PreparedStatement {
  name: string;
  text: string;
  /** Whether it writes to the outbox, whose readers are then told once it is committed. */
  announces: boolean;
}

const INT8 = 20;
const TIMESTAMPTZ = 1184;
const readInstant = pg.types.getTypeParser(TIMESTAMPTZ);

/** An instant as PostgreSQL writes it in UTC, read as the standard's own form is: by far the quickest. */
function toInstant(text: string): unknown {
  if (text.charAt(10) !== " " || !text.endsWith("+00")) return readInstant(text);
  return new Date(`${text.slice(0, 10)}T${text.slice(11, -3)}Z`);
}

const parserOf = (oid: number, format?: "text" | "binary") => {
  if (oid === INT8) return BigInt;
  return oid === TIMESTAMPTZ ? toInstant : pg.types.getTypeParser(oid, format as "text");
};
const types = { getTypeParser: parserOf as typeof pg.types.getTypeParser };

/** Names a statement once, at module load, so that every connection prepares it a single time. */
export function statement(text: string): PreparedStatement {
  const name = createHash("sha256").update(text).digest("hex").slice(0, 40);
  return { name, text, announces: /INSERT INTO outbox\b/.test(text) };
}

/** Runs one prepared statement: one round trip. 64-bit integers come back as bigint. */
export async function runPrepared<Row extends pg.QueryResultRow>(
  { name, text, announces }: PreparedStatement,
  values: unknown[],
  on: Queryable = pool(),
): Promise<Row[]> {
  const result = await on.query<Row>({ ...(isPooled() ? {} : { name }), text, values, types });
  if (announces) announced(on);
  return result.rows;
}

/**
 * Runs a statement of prisma/sql in one round trip, prepared once for each connection. 64-bit integers come back as
 * bigint. Pass the transaction it belongs to as `on`.
 */
export async function query<Parameters extends object, Row extends object>(
  statement: TypedStatement<Parameters, Row>,
  parameters: Parameters,
  on: Queryable = pool(),
): Promise<Row[]> {
  const named = statement.name === null || isPooled() ? {} : { name: statement.name };
  const result = await on.query<Row>({ ...named, ...bind(statement, parameters), types });
  if (statement.announces) announced(on);
  return result.rows;
}

/** Runs a statement that gives one row or none, which is null. */
export async function queryOne<Parameters extends object, Row extends object>(
  statement: TypedStatement<Parameters, Row>,
  parameters: Parameters,
  on?: Queryable,
): Promise<Row | null> {
  const [row] = await query(statement, parameters, on);
  return row ?? null;
}

/** How many texts of composed statements a process has prepared: a connection keeps each until it closes. */
export const COMPOSED_PREPARED_MAX = 100;

/**
 * Runs a statement whose lines `@replace` are put together for each use (the conditions of a search), never with values
 * inside them. Sent unprepared, because one plan seldom suits all values, unless whoever calls says that here it does.
 */
export async function queryComposed<Lines extends object, Row extends object>(
  statement: TypedStatement<Lines, Row>,
  lines: Lines,
  values: readonly unknown[],
  { prepared = false }: { prepared?: boolean } = {},
): Promise<Row[]> {
  const text = compose(statement, lines);
  const name = prepared && !isPooled() ? composedName(text) : undefined;
  const result = await pool().query<Row>({ ...(name && { name }), text, values: [...values], types });
  return result.rows;
}

const composedNames = new Map<string, string>();

function composedName(text: string): string | undefined {
  const known = composedNames.get(text);
  if (known !== undefined || composedNames.size >= COMPOSED_PREPARED_MAX) return known;
  const { name } = statement(text);
  composedNames.set(text, name);
  return name;
}

/** Runs text of which nothing is known: for tests. */
export async function runUnprepared<Row extends pg.QueryResultRow>(
  text: string,
  values: unknown[],
  on: Queryable = pool(),
): Promise<Row[]> {
  const result = await on.query<Row>({ text, values, types });
  return result.rows;
}

function announced(on: Queryable): void {
  if (isPool(on)) notifyOutbox();
  else announcing.add(on);
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

/** A transaction in which Prisma's client (`db`) and statements write together. */
export interface PrismaTransaction extends Queryable {
  db: Prisma.TransactionClient;
}

/**
 * Like `transaction`, with Prisma's client on the same connection: for ordinary verbs. It costs a few milliseconds of
 * processor more, so the hot paths do without.
 */
export async function prismaTransaction<T>(work: (tx: PrismaTransaction) => Promise<T>): Promise<T> {
  let rings = false;
  const result = await onOneConnection(async (db, client) => {
    const tx: PrismaTransaction = { db, query: client.query.bind(client) };
    const given = await work(tx);
    rings = announcing.delete(tx);
    return given;
  });
  if (rings) notifyOutbox();
  return result;
}

/** Whether an error is PostgreSQL's refusal of a second row under one unique constraint or index. */
export function isUniqueViolation(err: unknown, constraint?: string): boolean {
  const refusal = refusalOf(err);
  return (
    refusal?.code === "23505" && (constraint === undefined || refusal.message.includes(`"${constraint}"`))
  );
}

/** Whether an error is PostgreSQL's refusal of a row that names one which is gone, or of taking away one that is named. */
export function isForeignKeyViolation(err: unknown): boolean {
  return refusalOf(err)?.code === "23503";
}

/** Whether PostgreSQL refused a statement for what is in it, as against being away, stopping or out of resources. */
export function isStatementError(err: unknown): boolean {
  return ["22", "23", "42"].includes(refusalOf(err)?.code.slice(0, 2) ?? "");
}
