import { isSepa } from "@/lib/money/iban";
import type { BankAccount } from "@/lib/referrals/bank/bank-account";

type Destination = Pick<BankAccount, "scheme" | "country">;

/** Why a payment cannot be in a SEPA order: its currency, or where it goes. */
export type SepaObstacle = "currency" | "missing" | "no_iban" | "outside_sepa";

/** What keeps a payment out of a SEPA order; null where it can be in one. Pure: the page asks it as the file does. */
export function sepaObstacle(
  { currency }: { currency: string },
  account: Destination | null | undefined,
): SepaObstacle | null {
  return currency === "EUR" ? accountObstacle(account) : "currency";
}

/** What keeps an account out of SEPA, as the one that pays or the one that is paid. */
export function accountObstacle(
  account: Destination | null | undefined,
): Exclude<SepaObstacle, "currency"> | null {
  if (!account) return "missing";
  if (account.scheme !== "iban") return "no_iban";
  return isSepa(account.country) ? null : "outside_sepa";
}
