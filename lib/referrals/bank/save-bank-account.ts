import { recordAudit } from "@/lib/audit/record";
import { seal } from "@/lib/crypto/seal";
import { isUniqueViolation, query, transaction } from "@/lib/db/sql";
import { INSERT } from "@/lib/generated/sql/referrals/bank/insert";
import { MADE } from "@/lib/generated/sql/referrals/bank/made";
import type { Ctx } from "@/lib/verb/context";
import { authorize } from "@/lib/verb/permissions";
import { Refused } from "@/lib/verb/problem";
import { bankAccountPurpose, ownerOf } from "./bank-account";
import type { SaveBankAccount } from "./bank-account-form";

const LAST_DIGITS = 4;

/**
 * Adds bank details, or changes them by a new version. The number is sealed before it is written, and only the file for
 * the bank has it whole. The same form sent again saves once; who has not seen the newest version is refused (`conflict`).
 */
export async function saveBankAccount({
  ctx,
  input,
}: {
  ctx: Ctx;
  input: SaveBankAccount;
}): Promise<{ version: number }> {
  authorize(ctx, "bank-accounts:manage");
  const { ownerId, merchantId } = await ownerOf(ctx, input.owner);
  const { formId: id, holder, scheme, bic, owner } = input;
  const version = input.version + 1;
  const { number, ...rest } = accountIn(input);
  const kept = { holder, scheme, bic, ...rest, last4: number.slice(-LAST_DIGITS) };
  const { actor, now, requestId } = ctx;
  const by = { actorType: actor.type, actorId: actor.id, actorLabel: actor.label, requestId };
  const numberSealed = seal(number, bankAccountPurpose(id));
  return transaction(async (tx) => {
    await query(
      INSERT,
      { id, merchantId, ownerType: owner.type, ownerId, version, ...kept, numberSealed, now, ...by },
      tx,
    );
    await recordAudit(tx, ctx, {
      action: version === 1 ? "bank_account.added" : "bank_account.changed",
      objectType: owner.type,
      objectId: ownerId,
      merchantId,
      data: { version, scheme, country: kept.country, last4: kept.last4 },
    });
    return { version };
  }).catch(async (err: unknown) => {
    if (!isUniqueViolation(err)) throw err;
    const [made] = await query(MADE, { id, ownerId });
    if (made) return { version };
    throw new Refused({
      code: "conflict",
      message: "Somebody has changed these bank details since you opened the form. Look at them again.",
    });
  });
}

function accountIn(input: SaveBankAccount): { number: string; country: string; bankCode: string | null } {
  switch (input.scheme) {
    case "iban":
      return { number: input.iban, country: input.iban.slice(0, 2), bankCode: null };
    case "account":
      return { number: input.accountNumber, country: input.country, bankCode: input.bankCode };
  }
}
