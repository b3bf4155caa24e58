import { recordAudit } from "@/lib/audit/record";
import { lockBankAccount } from "@/lib/connected/bank-accounts/bank-account";
import { forwardLocked } from "@/lib/connected/bank-accounts/forward-bank-account";
import { creatableConnector, whileInstalled } from "@/lib/connected/connectors/installed-connector";
import type { ConnectorRef } from "@/lib/connected/ids";
import { prismaTransaction } from "@/lib/db/sql";
import { newId } from "@/lib/ids";
import type { Ctx } from "@/lib/verb/context";
import { authorize } from "@/lib/verb/permissions";
import { Refused, refuseField } from "@/lib/verb/problem";
import { lockUser } from "./user";
import { USER_BANK_ACCOUNTS_MAX } from "./wire";

/** Takes a user away; their bank accounts stay. The id of the task, which is done. Refuses with `invalid_id` or `not_found`. */
export async function deleteUser({ ctx, input }: { ctx: Ctx; input: { id: string } }): Promise<string> {
  authorize(ctx, "payments:create");
  const taskId = newId();
  await prismaTransaction(async (tx) => {
    const { id, merchantId, name } = await lockUser(tx, ctx, input.id);
    await tx.db.paymentServiceUser.delete({ where: { id } });
    await recordAudit(tx, ctx, {
      id: taskId,
      action: "payment_service_user.deleted",
      objectType: "payment_service_user",
      objectId: id,
      merchantId,
      data: { name },
    });
  });
  return taskId;
}

/** Which bank account of which user. */
export interface UserBankAccount {
  id: string;
  bankAccountID: string;
}

/** Gives a user a bank account of the same merchant; twice is once. Refuses with `invalid_id` or `not_found`. */
export async function addBankAccountToUser({
  ctx,
  input,
}: {
  ctx: Ctx;
  input: UserBankAccount;
}): Promise<void> {
  authorize(ctx, "payments:create");
  await prismaTransaction(async (tx) => {
    const { id: userId, merchantId } = await lockUser(tx, ctx, input.id);
    const bankAccount = await lockBankAccount(tx, ctx, input.bankAccountID);
    if (bankAccount.merchantId !== merchantId) throw notFound(input.bankAccountID);
    const { count } = await tx.db.paymentServiceUserBankAccount.createMany({
      data: [{ userId, bankAccountId: bankAccount.id, createdAt: ctx.now }],
      skipDuplicates: true,
    });
    if (count === 0) return;
    if ((await tx.db.paymentServiceUserBankAccount.count({ where: { userId } })) > USER_BANK_ACCOUNTS_MAX)
      refuseField(
        "bankAccountID",
        "too_big",
        `is one more than the ${USER_BANK_ACCOUNTS_MAX} a user may have`,
      );
    await recordAudit(tx, ctx, {
      action: "payment_service_user.bank_account_added",
      objectType: "payment_service_user",
      objectId: userId,
      merchantId,
      data: { bankAccountId: bankAccount.id },
    });
  });
}

/**
 * Hands one of a user's bank accounts to a connector, as `forwardBankAccount` does; the id of the task, which is done.
 * Refuses what it refuses, and with `not_found` a bank account that is not the user's.
 */
export async function forwardUserBankAccount({
  ctx,
  input,
}: {
  ctx: Ctx;
  input: UserBankAccount & { connectorID: ConnectorRef };
}): Promise<string> {
  authorize(ctx, "payments:create");
  const connector = await creatableConnector(ctx, input.connectorID);
  return whileInstalled(() =>
    prismaTransaction(async (tx) => {
      const { id: userId } = await lockUser(tx, ctx, input.id);
      const bankAccount = await lockBankAccount(tx, ctx, input.bankAccountID);
      const where = { userId_bankAccountId: { userId, bankAccountId: bankAccount.id } };
      if (!(await tx.db.paymentServiceUserBankAccount.findUnique({ where })))
        throw notFound(input.bankAccountID);
      return forwardLocked(tx, ctx, bankAccount, connector);
    }),
  );
}

function notFound(id: string): Refused {
  return new Refused({ code: "not_found", object: "bank account", id });
}
