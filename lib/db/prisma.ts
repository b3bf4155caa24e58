import { PrismaPg } from "@prisma/adapter-pg";
import { PrismaClient } from "@/lib/generated/prisma/client";
import { pool } from "./pool";

const holder = globalThis as typeof globalThis & {
  counterfoilPrisma?: { client: PrismaClient; on: unknown };
};

/** The Prisma client over the process's one pool. For what is not hot; the hot path uses lib/db/sql.ts. */
export function prisma(): PrismaClient {
  const on = pool();
  if (holder.counterfoilPrisma?.on !== on) {
    holder.counterfoilPrisma = { client: new PrismaClient({ adapter: new PrismaPg(on) }), on };
  }
  return holder.counterfoilPrisma.client;
}
