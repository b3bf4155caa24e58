import pg from "pg";
import { z } from "zod";
import type { Prisma } from "@/lib/generated/prisma/client";

/** PostgreSQL's own words, whether a statement met them or Prisma's client, which puts them into an error of its own. */
export function refusalOf(err: unknown): { code: string; message: string } | null {
  if (err instanceof pg.DatabaseError) return { code: err.code ?? "", message: err.message };
  if (!isPrismaRefusal(err)) return null;
  const { data } = PrismaRefusal.safeParse(err.meta);
  if (!data) return null;
  const { originalCode: code, originalMessage: message } = data.driverAdapterError.cause;
  return { code, message };
}

/** Whether Prisma's client has no connection, got none in time, or lost it; what it has done is then not known. */
export function isPrismaConnectionLost(err: unknown): boolean {
  return isPrismaRefusal(err) && CONNECTION_LOST.includes(err.code);
}

// By its name: the framework's bundle has a copy of the class, and the listener judges what that threw.
function isPrismaRefusal(err: unknown): err is Prisma.PrismaClientKnownRequestError {
  return err instanceof Error && err.name === "PrismaClientKnownRequestError";
}

/** Not reachable, timed out, closed, no connection of the pool or for a transaction in time. */
const CONNECTION_LOST = ["P1001", "P1002", "P1008", "P1017", "P2024", "P2028"];

const PrismaRefusal = z.object({
  driverAdapterError: z.object({
    cause: z.object({ originalCode: z.string(), originalMessage: z.string() }),
  }),
});
