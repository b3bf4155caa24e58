import { sepaText } from "@/lib/referrals/bank/sepa-text";
import type { BankPayment } from "./bank-payment";
import type { BankFileFormat, PayoutRun } from "./payout-run";

const MERCHANT_LENGTH_MAX = 40;

/** What a file for the bank is called: whose payout, in which currencies and of which day, in letters any system takes. */
export function bankFileName(
  { merchantName, periodEnd }: Pick<PayoutRun, "merchantName" | "periodEnd">,
  format: BankFileFormat,
  payments: readonly { line: Pick<BankPayment["line"], "currency"> }[],
): string {
  const merchant = sepaText(merchantName, MERCHANT_LENGTH_MAX)
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^-+|-+$/g, "");
  const currencies = [...new Set(payments.map(({ line }) => line.currency.toLowerCase()))].sort();
  return `${["payout", merchant, ...currencies, periodEnd].filter(Boolean).join("-")}.${EXTENSIONS[format]}`;
}

const EXTENSIONS = { csv: "csv", sepa: "xml" };
