import { recordAudit } from "@/lib/audit/record";
import { onReplica } from "@/lib/db/replicas";
import { transaction } from "@/lib/db/sql";
import { EXPORT_PAYMENTS, type ExportPaymentsRow } from "@/lib/generated/sql/payments/export-payments";
import { spellId } from "@/lib/ids";
import { formatDecimal } from "@/lib/money/decimal";
import { signedMinor } from "@/lib/payments/category";
import { type Page, type ReadAs, readPageAs } from "@/lib/payments/listing/read-page";
import { netMinor } from "@/lib/payments/money-moved";
import { firstPage, paymentSearchParams, WALKED_ROWS_MAX } from "@/lib/payments/search";
import { searchConditions } from "@/lib/payments/search-conditions";
import type { SearchPayments } from "@/lib/payments/search-payments";
import { placeOf } from "@/lib/payments/sort";
import { type CsvNotation, csvDecimal, csvRows, PLAIN_CSV } from "@/lib/text/spreadsheet-csv";
import type { Ctx } from "@/lib/verb/context";
import { authorize } from "@/lib/verb/permissions";
import { Refused } from "@/lib/verb/problem";
import { describePayment, partyOf } from "./describe-payment";

/** One export holds at most so many payments, as many as a spreadsheet does; the button says so. */
export const EXPORT_ROWS_MAX = 1_000_000;

/** So that a file begins at once; and afterwards more at a time, as each batch is planned anew. */
const FIRST_ROWS = 500;
const BATCH_ROWS = 1_000;

const COLUMNS = [
  "id",
  "kind",
  "created_at",
  "status",
  "currency",
  "amount",
  "collected",
  "refunded",
  "disputed",
  "returned",
  "paid_out",
  "merchant",
  "reference",
  "customer_name",
  "customer_email",
  "card_brand",
  "card_last4",
  "failure_code",
  "type",
  "direction",
  "net",
  "party",
  "party_email",
  "method",
  "method_last4",
  "policy_number",
  "product",
  "connector",
  "provider_reference",
  "description",
  "metadata",
  "respond_by",
  "mode",
] as const;

export interface ExportPayments extends SearchPayments {
  notation?: CsvNotation;
  /** Whether whoever asked may still have it: asked before each batch of a file that takes its time. */
  stillMay?: () => Promise<boolean>;
}

/**
 * Exactly what a search shows, as CSV in chunks of text, in the search's order, up to EXPORT_ROWS_MAX. Times in UTC, amounts as
 * decimals in the notation asked for: of money that goes out, less than nothing. `net` is what is kept of the payment: what was collected of it, less what was refunded,
 * is disputed, was returned and paid out, each in a column of its own. Cells that a spreadsheet would run as a formula are defused.
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

type Row = ExportPaymentsRow;

const AS_EXPORTED: ReadAs<Row> = {
  statement: EXPORT_PAYMENTS,
  placeOf: (row, sort) => {
    const respondBy = row.respondBy === null ? null : new Date(row.respondBy);
    const dates = { createdAt: new Date(row.createdAt), updatedAt: new Date(row.updatedAt), respondBy };
    return placeOf({ ...row, ...dates }, sort);
  },
};

type Batch = Page<Row>;

async function* chunks(
  ctx: Ctx,
  { search, timeZone, notation = PLAIN_CSV, stillMay }: ExportPayments,
): AsyncGenerator<string> {
  const conditions = await onReplica(() => searchConditions(ctx, search, timeZone));
  const read = (rowsMax: number, older?: string): Promise<Batch> => {
    const limits = { rowsMax, walkedRowsMax: WALKED_ROWS_MAX };
    return onReplica(() => readPageAs(AS_EXPORTED, conditions, { older }, limits));
  };
  const after = (batch: Promise<Batch | null>) =>
    unheard(batch.then((last) => (last?.older ? read(BATCH_ROWS, last.older) : null)));
  yield csvRows([COLUMNS], notation);
  // Two are ahead of what is written and sent: one that has been read, and one that is being read.
  let next: Promise<Batch | null> = unheard(read(FIRST_ROWS));
  let following = after(next);
  for (let written = 0; written < EXPORT_ROWS_MAX; ) {
    const batch = await next;
    if (!batch) return;
    [next, following] = [following, after(following)];
    const kept = batch.rows.slice(0, EXPORT_ROWS_MAX - written);
    written += kept.length;
    // A file that just ended would look whole.
    if (stillMay && !(await stillMay())) throw new Refused({ code: "unauthenticated" });
    if (kept.length > 0)
      yield csvRows(
        kept.map((row) => toCells(row, notation)),
        notation,
      );
  }
}

/** Whoever hangs up never comes to wait for it. */
function unheard<T>(read: Promise<T>): Promise<T> {
  read.catch(() => {});
  return read;
}

function toCells(row: Row, notation: CsvNotation): string[] {
  const record = toRecord(row, notation);
  return COLUMNS.map((column) => record[column]);
}

function toRecord(row: Row, notation: CsvNotation): Record<(typeof COLUMNS)[number], string> {
  const { direction, method, policy, mode, providerReference, ...described } = describePayment(row);
  const party = partyOf(described);
  const amount = (amountMinor: bigint) => csvDecimal(formatDecimal(amountMinor, row.precision), notation);
  return {
    id: spellId("pay", row.id),
    kind: row.kind,
    created_at: row.createdAt,
    status: row.status,
    currency: row.currency,
    amount: amount(signedMinor(row.initialAmountMinor, direction)),
    collected: amount(row.collectedMinor),
    refunded: amount(row.refundedMinor),
    disputed: amount(row.disputedMinor),
    returned: amount(row.returnedMinor),
    paid_out: amount(row.paidOutMinor),
    merchant: row.merchantName,
    reference: row.merchantReference ?? row.reference,
    customer_name: row.customerName ?? "",
    customer_email: row.customerEmail ?? "",
    card_brand: row.cardBrand ?? "",
    card_last4: row.cardLast4 ?? "",
    failure_code: row.failureCode ?? "",
    type: row.category,
    direction,
    net: amount(netMinor(row)),
    party: party?.name ?? "",
    party_email: party?.email ?? "",
    method: method?.type ?? "",
    method_last4: method?.last4 ?? "",
    policy_number: policy?.number ?? "",
    product: policy?.product ?? "",
    connector: row.connectorName,
    provider_reference: providerReference ?? "",
    description: row.description ?? "",
    metadata: Object.keys(row.metadata).length > 0 ? JSON.stringify(row.metadata) : "",
    respond_by: row.respondBy ?? "",
    mode: mode ?? "",
  };
}
