import { recordAudit } from "@/lib/audit/record";
import { openIfKeyIsHere, seal } from "@/lib/crypto/seal";
import { refuseUnlessSame } from "@/lib/db/made-before";
import { isUniqueViolation, query, transaction } from "@/lib/db/sql";
import { INSERT } from "@/lib/generated/sql/referrals/bank/insert";
import { MADE, type MadeRow } from "@/lib/generated/sql/referrals/bank/made";
import type { Ctx } from "@/lib/verb/context";
import { authorize } from "@/lib/verb/permissions";
import { Refused } from "@/lib/verb/problem";
import { bankAccountPurpose, ownerOf } from "./bank-account";
import type { SaveBankAccount } from "./bank-account-form";

const LAST_DIGITS = 4;

/**
 * Adds bank details, or changes them by a new version. The number is sealed before it is written, and only the file for
 * the bank has it whole. The same form sent again saves once, and is refused with `conflict` with anything else in it, as is
 * who has not seen the newest version.
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
    const [made] = await query(MADE, { id });
    if (made) {
      refuseUnlessSame(ctx, withNumber(id, made), { ownerId, version, number, ...kept });
      return { version };
    }
    throw new Refused({
      code: "conflict",
      message: "Somebody has changed these bank details since you opened the form. Look at them again.",
    });
  });
}

// A number whose key is gone is no more known than that of any other form.
function withNumber(id: string, { numberSealed, ...made }: MadeRow) {
  return { ...made, number: openIfKeyIsHere(numberSealed, bankAccountPurpose(id)) };
}

function accountIn(input: SaveBankAccount): { number: string; country: string; bankCode: string | null } {
  switch (input.scheme) {
    case "iban":
      return { number: input.iban, country: input.iban.slice(0, 2), bankCode: null };
    case "account":
      return { number: input.accountNumber, country: input.country, bankCode: input.bankCode };
  }
}
