import { AsyncLocalStorage } from "node:async_hooks";
import { PrismaPg } from "@prisma/adapter-pg";
import type pg from "pg";
import { type Prisma, PrismaClient } from "@/lib/generated/prisma/client";
import { pool } from "./pool";

/** How long a transaction of Prisma's may take before it is rolled back, and how long it waits for a connection. */
export const PRISMA_TRANSACTION_TIMEOUT_MS = 60_000;
const CONNECTION_WAIT_MS_MAX = 10_000;

interface Taken {
  client?: pg.PoolClient;
}

// The framework bundles its own copy of this module beside the one the doors run from: both must share one of each.
const holder = globalThis as typeof globalThis & {
  counterfoilPrisma?: WeakMap<pg.Pool, PrismaClient>;
  counterfoilTaking?: AsyncLocalStorage<Taken>;
};

/** The Prisma client over the pool of what is being done. For what is not hot; the hot path uses lib/db/sql.ts. */
export function prisma(): PrismaClient {
  const on = pool();
  holder.counterfoilPrisma ??= new WeakMap();
  const known = holder.counterfoilPrisma.get(on);
  if (known) return known;
  const made = prismaOver(on);
  holder.counterfoilPrisma.set(on, made);
  return made;
}

/** A client of its own over a pool. To make one costs a tenth of a second. */
export function prismaOver(on: pg.Pool): PrismaClient {
  return new PrismaClient({ adapter: new PrismaPg(tellingPool(on)) });
}

/** Runs `work` in a transaction of Prisma's, and gives it the connection that the transaction has. */
export function onOneConnection<T>(
  work: (db: Prisma.TransactionClient, client: pg.PoolClient) => Promise<T>,
): Promise<T> {
  const taken: Taken = {};
  const options = { timeout: PRISMA_TRANSACTION_TIMEOUT_MS, maxWait: CONNECTION_WAIT_MS_MAX };
  return taking().run(taken, () =>
    prisma().$transaction((db) => {
      if (!taken.client) throw new Error("Prisma began a transaction on no connection of the pool.");
      const { client } = taken;
      return taking().exit(() => work(db, client));
    }, options),
  );
}

// Prisma takes a connection from the pool for each transaction and does not say which: whoever asked is told here.
function taking(): AsyncLocalStorage<Taken> {
  holder.counterfoilTaking ??= new AsyncLocalStorage();
  return holder.counterfoilTaking;
}

function tellingPool(on: pg.Pool): pg.Pool {
  return new Proxy(on, {
    get(target, key) {
      if (key === "connect") return () => connect(target);
      const value: unknown = Reflect.get(target, key);
      return typeof value === "function" ? value.bind(target) : value;
    },
  });
}

async function connect(on: pg.Pool): Promise<pg.PoolClient> {
  const client = await on.connect();
  const taken = taking().getStore();
  if (taken) taken.client = client;
  return client;
}
