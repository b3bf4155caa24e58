import type pg from "pg";
import { notifyOutbox } from "./outbox-notifications";
import { pool, poolInTransaction, withPool } from "./pool";

/** How long one statement of such a transaction may take, wait for what others hold, and keep the next one waiting. */
export const ONE_TRANSACTION_WAIT_MS = 600_000;

/**
 * Does all of `work` in one transaction, whatever connections it would have taken: its own transactions become savepoints
 * of this one, so that nobody sees any of it before all of it is done, and nothing stays of it when it throws. For what is
 * rare and long, such as sample data; `work` must do one thing after the other.
 */
export async function asOneTransaction<T>(work: () => Promise<T>): Promise<T> {
  if (poolInTransaction()) return work();
  const on = pool("jobs");
  const client = await on.connect();
  try {
    await client.query("BEGIN");
    await client.query(
      `SET LOCAL statement_timeout = ${ONE_TRANSACTION_WAIT_MS}; SET LOCAL lock_timeout = ${ONE_TRANSACTION_WAIT_MS};
      SET LOCAL idle_in_transaction_session_timeout = ${ONE_TRANSACTION_WAIT_MS}`,
    );
    const result = await withPool(poolOver(on, client), work);
    await client.query("COMMIT");
    client.release();
    notifyOutbox();
    return result;
  } catch (err) {
    await client.query("ROLLBACK").then(
      () => client.release(),
      (broken: Error) => client.release(broken),
    );
    throw err;
  }
}

type Query = pg.PoolClient["query"];
type Ask = (config: string | pg.QueryConfig, values?: unknown[]) => Promise<pg.QueryResult>;

/** A pool whose every connection is the one client: what asks it alone is undone alone when it is refused. */
function poolOver(real: pg.Pool, client: pg.PoolClient): pg.Pool {
  const inTurn = turns();
  let savepoints = 0;
  const alone: Ask = (config, values) =>
    inTurn(async () => {
      if (/^\s*SELECT\b/i.test(textOf(config))) return client.query(config, values);
      const savepoint = `alone_${++savepoints}`;
      await client.query(`SAVEPOINT ${savepoint}`);
      try {
        const result = await client.query(config, values);
        await client.query(`RELEASE SAVEPOINT ${savepoint}`);
        return result;
      } catch (err) {
        await client.query(`ROLLBACK TO SAVEPOINT ${savepoint}`);
        throw err;
      }
    });
  const lent = () => {
    const savepoint = `within_${++savepoints}`;
    const ask: Ask = (config, values) =>
      inTurn(async () => {
        switch (textOf(config).trim().toUpperCase()) {
          case "BEGIN":
            return client.query(`SAVEPOINT ${savepoint}`);
          case "COMMIT":
            return client.query(`RELEASE SAVEPOINT ${savepoint}`);
          case "ROLLBACK":
            return client.query(`ROLLBACK TO SAVEPOINT ${savepoint}`);
          default:
            return client.query(config, values);
        }
      });
    return over(client, { query: ask as Query, release: () => {} });
  };
  return over(real, {
    query: alone as pg.Pool["query"],
    connect: (async () => lent()) as pg.Pool["connect"],
  });
}

function textOf(config: string | pg.QueryConfig): string {
  return typeof config === "string" ? config : config.text;
}

/** One after the other: a connection does one thing at a time. */
function turns() {
  let last: Promise<unknown> = Promise.resolve();
  return <T>(ask: () => Promise<T>): Promise<T> => {
    const mine = last.then(ask, ask);
    last = mine.catch(() => {});
    return mine;
  };
}

/** The same object, but for some of its methods. */
function over<Target extends object>(target: Target, methods: Partial<Target>): Target {
  return new Proxy(target, {
    get(real, key) {
      if (Object.hasOwn(methods, key)) return Reflect.get(methods, key);
      const value: unknown = Reflect.get(real, key);
      return typeof value === "function" ? value.bind(real) : value;
    },
  });
}
