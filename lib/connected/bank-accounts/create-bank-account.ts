import { recordAudit } from "@/lib/audit/record";
import { merchantOrFirst } from "@/lib/auth/first-merchant";
import { creatableConnector } from "@/lib/connected/connectors/installed-connector";
import type { ConnectorRef } from "@/lib/connected/ids";
import { seal } from "@/lib/crypto/seal";
import { prismaTransaction } from "@/lib/db/sql";
import { newId } from "@/lib/ids";
import type { Ctx } from "@/lib/verb/context";
import { authorize } from "@/lib/verb/permissions";
import { connectedBankAccountPurpose } from "./bank-account";
import { forwardLocked } from "./forward-bank-account";
import { shownAccountNumber, shownIban } from "./shown-number";
import type { CreateBankAccount } from "./wire";

/**
 * Keeps bank details, their numbers sealed, and hands them at once to the connector that is given with them; its id. The
 * dialect has no key for it: sent twice, it is kept twice. Refuses as `forwardBankAccount` does.
 */
export async function createBankAccount({
  ctx,
  input,
}: {
  ctx: Ctx;
  input: CreateBankAccount & { connectorID?: ConnectorRef | undefined };
}): Promise<string> {
  authorize(ctx, "payments:create");
  const connector = input.connectorID && (await creatableConnector(ctx, input.connectorID));
  const { name, accountNumber, iban, swiftBicCode, country, metadata } = input;
  const id = newId();
  const merchantId = connector?.merchantId ?? (await merchantOrFirst(ctx));
  const row = {
    id,
    merchantId,
    name,
    accountNumberSealed: sealed(id, "account-number", accountNumber),
    accountNumberShown: accountNumber ? shownAccountNumber(accountNumber) : null,
    ibanSealed: sealed(id, "iban", iban),
    ibanShown: iban ? shownIban(iban) : null,
    swiftBicCode: swiftBicCode ?? null,
    country: country ?? null,
    metadata: metadata ?? {},
  };
  await prismaTransaction(async (tx) => {
    await tx.db.connectedBankAccount.create({ data: { ...row, createdAt: ctx.now } });
    await recordAudit(tx, ctx, {
      action: "bank_account.created",
      objectType: "bank_account",
      objectId: id,
      merchantId,
      data: { name, iban: row.ibanShown, accountNumber: row.accountNumberShown },
    });
    if (connector) await forwardLocked(tx, ctx, row, connector);
  });
  return id;
}

function sealed(id: string, number: "account-number" | "iban", text: string | undefined) {
  return text === undefined ? null : seal(text, connectedBankAccountPurpose(id, number));
}
