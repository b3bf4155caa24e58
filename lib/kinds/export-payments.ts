import { stringify } from "csv-stringify/sync";
import { recordAudit } from "@/lib/audit/record";
import { transaction } from "@/lib/db/sql";
import { spellId } from "@/lib/ids";
import { formatDecimal } from "@/lib/money/decimal";
import { cursorOf } from "@/lib/search/keyset";
import { type CsvNotation, csvDecimal, PLAIN_CSV } from "@/lib/text/spreadsheet-csv";
import type { Ctx } from "@/lib/verb/context";
import { authorize } from "@/lib/verb/permissions";
import { Refused } from "@/lib/verb/problem";
import { firstPage, paymentSearchParams } from "./search";
import { searchConditions } from "./search-conditions";
import { type PaymentRow, readRows, type SearchPayments } from "./search-payments";

/** One export holds at most so many payments; the button says so. */
export const EXPORT_ROWS_MAX = 50_000;

const BATCH_ROWS = 1_000;

const COLUMNS = [
  "id",
  "kind",
  "created_at",
  "status",
  "currency",
  "amount",
  "amount_remaining",
  "merchant",
  "reference",
  "customer_name",
  "customer_email",
  "card_brand",
  "card_last4",
  "failure_code",
] as const;

export interface ExportPayments extends SearchPayments {
  notation?: CsvNotation;
  /** Whether whoever asked may still have it: asked before each batch of a file that takes its time. */
  stillMay?: () => Promise<boolean>;
}

/**
 * Exactly what a search shows, as CSV in chunks of text, newest first, up to EXPORT_ROWS_MAX. Times in UTC, amounts as
 * decimals in the notation asked for. Cells that a spreadsheet would run as a formula are defused.
 */
export async function exportPayments({
  ctx,
  input,
}: {
  ctx: Ctx;
  input: ExportPayments;
}): Promise<AsyncGenerator<string>> {
  authorize(ctx, "payments:export");
  const address = paymentSearchParams(firstPage(input.search)).toString();
  await transaction((tx) =>
    recordAudit(tx, ctx, {
      action: "payments.exported",
      objectType: "export",
      objectId: ctx.requestId,
      data: { search: address },
    }),
  );
  return chunks(ctx, input);
}

async function* chunks(
  ctx: Ctx,
  { search, timeZone, notation = PLAIN_CSV, stillMay }: ExportPayments,
): AsyncGenerator<string> {
  const conditions = searchConditions(ctx, search, timeZone);
  const { delimiter } = notation;
  yield stringify([[...COLUMNS]], { delimiter });
  let cursor: string | undefined;
  for (let written = 0; written < EXPORT_ROWS_MAX; ) {
    const rows = await readRows(conditions, cursor, "older", Math.min(BATCH_ROWS, EXPORT_ROWS_MAX - written));
    const last = rows.at(-1);
    if (!last) return;
    // A file that just ended would look whole.
    if (stillMay && !(await stillMay())) throw new Refused({ code: "unauthenticated" });
    const records = rows.map((row) => toRecord(row, notation));
    yield stringify(records, { columns: [...COLUMNS], escape_formulas: true, delimiter });
    written += rows.length;
    cursor = cursorOf(last);
  }
}

function toRecord(row: PaymentRow, notation: CsvNotation): Record<(typeof COLUMNS)[number], string> {
  return {
    id: spellId("pay", row.id),
    kind: row.kind,
    created_at: row.createdAt.toISOString(),
    status: row.status,
    currency: row.currency,
    amount: csvDecimal(formatDecimal(row.initialAmountMinor, row.precision), notation),
    amount_remaining: csvDecimal(formatDecimal(row.amountMinor, row.precision), notation),
    merchant: row.merchantName,
    reference: row.merchantReference ?? row.reference,
    customer_name: row.customerName ?? "",
    customer_email: row.customerEmail ?? "",
    card_brand: row.cardBrand ?? "",
    card_last4: row.cardLast4 ?? "",
    failure_code: row.failureCode ?? "",
  };
}
