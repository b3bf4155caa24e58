import { recordAudit } from "@/lib/audit/record";
import {
  creatableConnector,
  type InstalledConnector,
  whileInstalled,
} from "@/lib/connected/connectors/installed-connector";
import type { ConnectorRef } from "@/lib/connected/ids";
import { type PrismaTransaction, prismaTransaction } from "@/lib/db/sql";
import type { LockRow } from "@/lib/generated/sql/connected/bank-accounts/lock";
import { newId } from "@/lib/ids";
import type { Ctx } from "@/lib/verb/context";
import { authorize } from "@/lib/verb/permissions";
import { Refused, refuseField } from "@/lib/verb/problem";
import { lockBankAccount, numbersOf } from "./bank-account";
import { shownAccountNumber, shownIban } from "./shown-number";

/**
 * Hands bank details to a connector, which makes an external account of them: once, however often and however
 * simultaneously. The id of the task, which has succeeded. Refuses with `capability_not_supported` a connector that takes
 * no accounts, with `invalid` one that is not there or is another merchant's, with `invalid_id` or `not_found`.
 */
export async function forwardBankAccount({
  ctx,
  input,
}: {
  ctx: Ctx;
  input: { id: string; connectorID: ConnectorRef };
}): Promise<string> {
  authorize(ctx, "payments:create");
  const connector = await creatableConnector(ctx, input.connectorID);
  return whileInstalled(() =>
    prismaTransaction(async (tx) =>
      forwardLocked(tx, ctx, await lockBankAccount(tx, ctx, input.id), connector),
    ),
  );
}

/** Hands over the bank details that the transaction has locked or made. */
export async function forwardLocked(
  tx: PrismaTransaction,
  ctx: Ctx,
  bankAccount: LockRow,
  connector: InstalledConnector,
): Promise<string> {
  const { id: bankAccountId, merchantId } = bankAccount;
  if (connector.merchantId !== null && connector.merchantId !== merchantId)
    refuseField("connectorID", "invalid_value", "is a connector of another merchant");
  const known = await tx.db.connectedBankAccountForward.findFirst({
    where: { bankAccountId, account: { connectorId: connector.id } },
  });
  if (known) return known.id;
  const account = { ...made(bankAccount), id: newId(), connectorId: connector.id, merchantId };
  const { count } = await tx.db.connectedAccount.createMany({
    data: [{ ...account, createdAt: ctx.now }],
    skipDuplicates: true,
  });
  if (count === 0)
    throw new Refused({ code: "conflict", message: "the connector has another account of this reference" });
  // The line of the audit log is the task: it is done at once.
  const task = { id: newId(), bankAccountId, accountId: account.id, createdAt: ctx.now };
  await tx.db.connectedBankAccountForward.create({ data: task });
  const { provider, reference, name } = connector;
  await recordAudit(tx, ctx, {
    id: task.id,
    action: "bank_account.forwarded",
    objectType: "bank_account",
    objectId: bankAccountId,
    merchantId,
    data: { provider, reference, name, accountReference: account.reference },
  });
  return task.id;
}

/** What a connector that takes what is written through the door makes of bank details: it tells of a number what is shown. */
function made(bankAccount: LockRow) {
  const { accountNumber, iban } = numbersOf(bankAccount);
  const { id: reference, name, metadata, country, swiftBicCode } = bankAccount;
  const raw = {
    ...(iban && { iban: shownIban(iban) }),
    ...(accountNumber && { accountNumber: shownAccountNumber(accountNumber) }),
    ...(swiftBicCode && { swiftBicCode }),
    ...(country && { country }),
  };
  return { reference, type: "EXTERNAL", name, metadata, raw };
}
