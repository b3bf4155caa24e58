import { openIfKeyIsHere } from "@/lib/crypto/seal";
import { type Queryable, query } from "@/lib/db/sql";
import { SEALED } from "@/lib/generated/sql/referrals/bank/sealed";
import { type BankAccount, bankAccountPurpose, newestAccounts } from "@/lib/referrals/bank/bank-account";
import { Refused } from "@/lib/verb/problem";
import type { PayoutLine } from "./payout-run";

/** Bank details with their whole number, for the file for the bank and for nothing else. */
export type OpenAccount = BankAccount & { number: string };

/** A payment that is open, and where it goes; null where the partner has no bank details. */
export interface BankPayment {
  line: PayoutLine;
  account: OpenAccount | null;
}

/**
 * What travels with a payment, and names it in every file: its line's id, which SEPA has room for. It is the same in
 * whichever file, so that a bank that is given two can see what it has already.
 */
export function endToEndIdOf({ id }: Pick<PayoutLine, "id">): string {
  return id.replaceAll("-", "");
}

/** The newest bank details of each owner that has some, whole. Refuses with `conflict` where the key of one is gone. */
export async function openAccounts(
  ownerIds: readonly string[],
  on: Queryable,
): Promise<Map<string, OpenAccount>> {
  const newest = await newestAccounts(ownerIds, on);
  const sealed = await query(SEALED, { ids: [...newest.values()].map(({ id }) => id) }, on);
  const numbers = new Map(
    sealed.map(({ id, numberSealed }) => [id, openIfKeyIsHere(numberSealed, bankAccountPurpose(id))]),
  );
  return new Map(
    [...newest].map(([ownerId, account]) => {
      const number = numbers.get(account.id);
      if (number) return [ownerId, { ...account, number }];
      throw new Refused({
        code: "conflict",
        message: `The account number of ${account.holder} was sealed with a key that the server does not have any more: save it again.`,
      });
    }),
  );
}
