import { recordAudit } from "@/lib/audit/record";
import { transaction } from "@/lib/db/sql";
import { spellId } from "@/lib/ids";
import { exponentOf } from "@/lib/money/currencies";
import { formatDecimal } from "@/lib/money/decimal";
import { type CsvNotation, csvDecimal, csvRows, PLAIN_CSV } from "@/lib/text/spreadsheet-csv";
import type { Ctx } from "@/lib/verb/context";
import { authorize } from "@/lib/verb/permissions";
import { getPayoutRun } from "./get-payout-run";
import type { PayoutLine } from "./payout-run";

const COLUMNS = ["partner", "email", "partner_id", "amount", "currency", "reference", "period"] as const;

/** What the bank is to pay, one row for each paid line. Amounts as decimals; formulas are defused. */
export async function exportPayoutRun({
  ctx,
  input,
}: {
  ctx: Ctx;
  input: { id: string; notation?: CsvNotation };
}): Promise<{ name: string; csv: string }> {
  authorize(ctx, "payouts:run");
  const payout = await getPayoutRun({ ctx, input });
  await transaction((tx) =>
    recordAudit(tx, ctx, {
      action: "payout_run.exported",
      objectType: "payout_run",
      objectId: payout.id,
      merchantId: payout.merchantId,
    }),
  );
  const { notation = PLAIN_CSV } = input;
  const period = `${payout.periodStart}/${payout.periodEnd}`;
  const paid = payout.lines.filter(({ outcome }) => outcome === "paid");
  const records = paid.map((line, index) =>
    toRecord(line, `${spellId("run", payout.id)}-${index + 1}`, period, notation),
  );
  return {
    name: `payout-${payout.periodEnd}.csv`,
    csv: csvRows([COLUMNS, ...records.map((record) => COLUMNS.map((column) => record[column]))], notation),
  };
}

function toRecord(
  line: PayoutLine,
  reference: string,
  period: string,
  notation: CsvNotation,
): Record<(typeof COLUMNS)[number], string> {
  return {
    partner: line.partnerName,
    email: line.partnerEmail,
    partner_id: spellId("ptr", line.partnerId),
    amount: csvDecimal(formatDecimal(line.amountMinor, exponentOf(line.currency)), notation),
    currency: line.currency,
    reference,
    period,
  };
}
