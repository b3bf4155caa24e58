import { pain001, type SepaAccount } from "@/lib/referrals/bank/pain001";
import { dayIn, timeIn } from "@/lib/referrals/payments/paid-at";
import { Refused } from "@/lib/verb/problem";
import { type BankPayment, endToEndIdOf, type OpenAccount } from "./bank-payment";
import type { PayoutRun } from "./payout-run";
import { accountObstacle } from "./sepa-fit";

/**
 * The SEPA order of some payments, each in euro to an IBAN of a SEPA country, from the merchant's own. It is created and to
 * be executed on the day it is where its reader is. Refuses with `conflict`.
 */
export function sepaOrder(
  run: PayoutRun,
  payments: readonly BankPayment[],
  {
    messageId,
    now,
    timeZone,
    debtor,
  }: { messageId: string; now: Date; timeZone: string; debtor: OpenAccount | null },
): string {
  const from = debtorOf(run, debtor);
  if (payments.length === 0)
    throw new Refused({
      code: "conflict",
      message: "No open payment of this payout is in euro to an IBAN of a SEPA country: use the CSV.",
    });
  const remittance = `Payout ${run.merchantName} ${run.periodStart} - ${run.periodEnd}`;
  const transfers = payments.flatMap(({ line, account }) =>
    account
      ? [
          {
            ...sepaAccount(account),
            endToEndId: endToEndIdOf(line),
            amountMinor: line.amountMinor,
            remittance,
          },
        ]
      : [],
  );
  const executionDay = dayIn(timeZone, now);
  return pain001({ messageId, createdAt: timeIn(timeZone, now), executionDay, debtor: from, transfers });
}

function debtorOf({ merchantName }: PayoutRun, account: OpenAccount | null): SepaAccount {
  if (account && accountObstacle(account) === null) return sepaAccount(account);
  throw new Refused({
    code: "conflict",
    message:
      account?.scheme === "iban"
        ? `The IBAN of ${merchantName} is of ${account.country}, which is outside SEPA: no bank takes a SEPA order from it. Use the CSV.`
        : "A SEPA order needs the merchant’s own IBAN: an admin can add it under Settings, Merchants.",
  });
}

function sepaAccount({ holder, number, bic }: OpenAccount): SepaAccount {
  return { name: holder, iban: number, bic };
}
