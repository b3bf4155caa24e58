import { type Queryable, query } from "@/lib/db/sql";
import { NEWEST } from "@/lib/generated/sql/referrals/bank/newest";
import { getMerchant } from "@/lib/merchants/get-merchant";
import { findPartner } from "@/lib/referrals/partners/find-partner";
import type { Ctx } from "@/lib/verb/context";
import { authorize } from "@/lib/verb/permissions";

export interface BankAccountOwner {
  type: "partner" | "merchant";
  id: string;
}

/** Bank details as they are shown: the number is not part of them, but for its end. */
export interface BankAccount {
  id: string;
  ownerId: string;
  version: number;
  holder: string;
  scheme: "iban" | "account";
  country: string;
  bic: string | null;
  bankCode: string | null;
  last4: string;
  createdAt: Date;
  actorLabel: string;
}

/** What an account number is sealed for, so that it opens in its own row only. */
export function bankAccountPurpose(id: string): string {
  return `bank-account:${id}:number`;
}

/** The bank details of a partner or a merchant, or null where there are none; `not_found` also for another merchant's. */
export async function getBankAccount({
  ctx,
  input,
}: {
  ctx: Ctx;
  input: { owner: BankAccountOwner };
}): Promise<BankAccount | null> {
  authorize(ctx, "programme:read");
  const { ownerId } = await ownerOf(ctx, input.owner);
  return (await newestAccounts([ownerId])).get(ownerId) ?? null;
}

/** The newest bank details of each owner that has some, by owner. */
export async function newestAccounts(
  ownerIds: readonly string[],
  on?: Queryable,
): Promise<Map<string, BankAccount>> {
  const rows = await query(NEWEST, { ownerIds: [...new Set(ownerIds)] }, on);
  return new Map(rows.map((row) => [row.ownerId, row]));
}

/** The owner as the actor may see it; refuses with `not_found`. */
export async function ownerOf(
  ctx: Ctx,
  owner: BankAccountOwner,
): Promise<{ ownerId: string; merchantId: string }> {
  if (owner.type === "partner") {
    const { id, merchantId } = await findPartner(ctx, owner.id);
    return { ownerId: id, merchantId };
  }
  const { id } = await getMerchant({ ctx, input: { id: owner.id } });
  return { ownerId: id, merchantId: id };
}
