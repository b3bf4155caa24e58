import pg from "pg";
import { prismaOver } from "@/lib/db/prisma";

type Client = ReturnType<typeof prismaOver>;

/** A client of Prisma's, and the pool it asks just now. */
interface Kept {
  client: Client;
  asks: { pool: pg.Pool | null };
}

const KEPT = Symbol.for("counterfoil.kept-clients");

const holder = globalThis as typeof globalThis & {
  [KEPT]?: Kept[];
  counterfoilPrisma?: WeakMap<pg.Pool, Client>;
};

/**
 * Lends this file the clients of Prisma's that those before it had. A client has nothing of a database but its pool, and
 * to make one costs more than most tests.
 */
export function keepClients(): void {
  const all = holder[KEPT] ?? [];
  holder[KEPT] = all;
  for (const { asks } of all) asks.pool = null;
  holder.counterfoilPrisma = new Lent(all);
}

class Lent extends WeakMap<pg.Pool, Client> {
  readonly #all: Kept[];

  constructor(all: Kept[]) {
    super();
    this.#all = all;
  }

  override get(pool: pg.Pool): Client {
    const known = this.#all.find(({ asks }) => asks.pool === pool);
    if (known) return known.client;
    const free = this.#all.find(({ asks }) => asks.pool === null) ?? this.#make(pool);
    free.asks.pool = pool;
    return free.client;
  }

  #make(pool: pg.Pool): Kept {
    const asks = { pool };
    const made = { asks, client: prismaOver(whichever(asks)) };
    this.#all.push(made);
    return made;
  }
}

function whichever(asks: { pool: pg.Pool | null }): pg.Pool {
  return new Proxy(Object.create(pg.Pool.prototype) as pg.Pool, {
    get(_, key) {
      if (!asks.pool) throw new Error("a client of Prisma's is used after the file it was lent to");
      const value: unknown = Reflect.get(asks.pool, key);
      return typeof value === "function" ? value.bind(asks.pool) : value;
    },
  });
}
