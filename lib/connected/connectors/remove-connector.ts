import { recordAudit } from "@/lib/audit/record";
import {
  isForeignKeyViolation,
  type PrismaTransaction,
  prismaTransaction,
  query,
  queryOne,
} from "@/lib/db/sql";
import { HOLDS, type HoldsRow } from "@/lib/generated/sql/connected/removal/holds";
import { LOCK_ACCOUNTS } from "@/lib/generated/sql/connected/removal/lock-accounts";
import { newId } from "@/lib/ids";
import type { Ctx } from "@/lib/verb/context";
import { authorize } from "@/lib/verb/permissions";
import { Refused } from "@/lib/verb/problem";
import { forgetConnector, type InstalledConnector } from "./installed-connector";
import { lockOwnConnector } from "./lock-own-connector";

/** What is written of a removal: it is done at once, and the line of the audit log is its task. */
export interface Removal {
  taskId: string;
}

/**
 * Takes away a connector that holds no history, with its accounts. Refuses with `conflict`, saying why, one that holds
 * payments, initiations or imports, whose accounts payments or initiations of any connector name, or that a connection
 * stands behind: nothing of the history of money is ever deleted, and such a connector is paused instead.
 */
export function uninstallConnector(call: {
  ctx: Ctx;
  input: { connector: InstalledConnector };
}): Promise<Removal> {
  return remove("uninstalled", call, async ({ db }, { id }) => {
    await db.connector.delete({ where: { id } });
  });
}

/** Puts a connector back to what it was when it was added: its accounts go. Refuses what `uninstallConnector` refuses. */
export function resetConnector(call: {
  ctx: Ctx;
  input: { connector: InstalledConnector };
}): Promise<Removal> {
  return remove("reset", call, async () => {});
}

async function remove(
  how: "uninstalled" | "reset",
  { ctx, input: { connector } }: { ctx: Ctx; input: { connector: InstalledConnector } },
  finish: (tx: PrismaTransaction, connector: InstalledConnector) => Promise<void>,
): Promise<Removal> {
  authorize(ctx, "connectors:manage");
  const taskId = newId();
  await prismaTransaction(async (tx) => {
    const locked = await lockOwnConnector(tx, ctx, connector);
    await query(LOCK_ACCOUNTS, { connectorId: locked.id }, tx);
    await refuseUnlessEmpty(tx, locked);
    const { count } = await tx.db.connectedAccount.deleteMany({ where: { connectorId: locked.id } });
    await finish(tx, locked);
    const { provider, reference, name } = locked;
    await recordAudit(tx, ctx, {
      id: taskId,
      action: `connector.${how}`,
      objectType: "connector",
      objectId: locked.id,
      merchantId: locked.merchantId,
      data: { provider, reference, name, accounts: count },
    });
  }).catch((err: unknown) => {
    if (!isForeignKeyViolation(err)) throw err;
    throw new Refused({ code: "conflict", message: `something else refers to connector ${connector.name}` });
  });
  forgetConnector(ctx, connector);
  return { taskId };
}

// A statement after the lock: it sees what whoever held the connector has committed.
async function refuseUnlessEmpty(tx: PrismaTransaction, { id, name }: InstalledConnector): Promise<void> {
  const holds = await queryOne(HOLDS, { id }, tx);
  const why = holds && reasonIn(holds);
  if (why)
    throw new Refused({ code: "conflict", message: `connector ${name} stays: ${why}; pause it instead` });
}

function reasonIn(holds: HoldsRow): string | null {
  const { mirrorOf, payments, initiations, imports, accountsPaid, accountsInitiated } = holds;
  if (mirrorOf !== null) return `the connection ${mirrorOf} stands behind it`;
  if (payments) return "it holds payments, whose history is never deleted";
  if (initiations) return "it holds payment initiations, whose references stay taken";
  if (accountsPaid) return "payments name its accounts, which hold what those moved";
  if (accountsInitiated) return "payment initiations name its accounts";
  return imports ? "it holds imports of files, which are kept" : null;
}
