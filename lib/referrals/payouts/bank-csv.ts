import { spellId } from "@/lib/ids";
import { exponentOf } from "@/lib/money/currencies";
import { formatDecimal } from "@/lib/money/decimal";
import { type CsvNotation, csvDecimal, csvRows } from "@/lib/text/spreadsheet-csv";
import { type BankPayment, endToEndIdOf } from "./bank-payment";
import type { PayoutRun } from "./payout-run";

const COLUMNS = [
  ...["partner", "email", "partner_id", "amount", "currency", "reference", "period", "bank_details"],
  ...["account_holder", "iban", "account_number", "bank_code", "bic", "country"],
] as const;

/** Digits that are no number, and whose zeros in front count. */
const TEXTS = ["reference", "iban", "account_number", "bank_code"] as const;

/** One row for each payment, in every currency; who has no bank details is named as missing them. Formulas are defused. */
export function bankCsv(run: PayoutRun, payments: readonly BankPayment[], notation: CsvNotation): string {
  const records = payments.map(({ line, account }) => ({
    partner: line.partnerName,
    email: line.partnerEmail,
    partner_id: spellId("ptr", line.partnerId),
    amount: csvDecimal(formatDecimal(line.amountMinor, exponentOf(line.currency)), notation),
    currency: line.currency,
    reference: endToEndIdOf(line),
    period: `${run.periodStart}/${run.periodEnd}`,
    bank_details: account ? "complete" : "missing",
    account_holder: account?.holder ?? "",
    iban: account?.scheme === "iban" ? account.number : "",
    account_number: account?.scheme === "account" ? account.number : "",
    bank_code: account?.bankCode ?? "",
    bic: account?.bic ?? "",
    country: account?.country ?? "",
  }));
  const rows = records.map((record) => COLUMNS.map((column) => record[column]));
  const quotedColumns = TEXTS.map((column) => COLUMNS.indexOf(column));
  return csvRows([COLUMNS, ...rows], { ...notation, quotedColumns });
}
