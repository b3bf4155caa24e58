import { type BankAccountOwner, getBankAccount } from "@/lib/referrals/bank/bank-account";
import type { Ctx } from "@/lib/verb/context";
import { may } from "@/lib/verb/permissions";

export type ShownBankAccount = Awaited<ReturnType<typeof readBankAccount>>;

/** Somebody's bank details as a page shows them, and whether the reader may change them. */
export async function readBankAccount(ctx: Ctx, owner: BankAccountOwner) {
  const account = await getBankAccount({ ctx, input: { owner } });
  return { owner, account, mayManage: may(ctx.actor, "bank-accounts:manage") };
}
