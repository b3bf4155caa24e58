import { prisma } from "@/lib/db/prisma";
import { type PrismaTransaction, type Queryable, query } from "@/lib/db/sql";
import type { Prisma } from "@/lib/generated/prisma/client";
import { LOCK_OWNERS } from "@/lib/generated/sql/auth/lock-owners";

/** Until the transaction ends nobody else makes, demotes or disables an owner. */
export async function lockOwners(tx: Queryable): Promise<void> {
  await query(LOCK_OWNERS, {}, tx);
}

/** Whether anybody ever became an owner: before that there is nobody to sign in. Ask `db` under `lockOwners`. */
export async function hasOwner(db: Prisma.TransactionClient = prisma()): Promise<boolean> {
  return (await db.user.findFirst({ where: { role: "owner" }, select: { id: true } })) !== null;
}

/** How many other people could still act as an owner. Ask under `lockOwners`. */
export async function otherOwners(tx: PrismaTransaction, userId: string): Promise<number> {
  return tx.db.user.count({ where: { role: "owner", disabledAt: null, id: { not: userId } } });
}
