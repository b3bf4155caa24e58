import { readAsset } from "@/lib/connected/assets";
import type { Connector } from "@/lib/connected/connectors/connector";
import { encodeConnectorId } from "@/lib/connected/ids";
import { type CreatePaymentV1, createPaymentV1 } from "@/lib/connected/wire";
import { fieldIssues } from "@/lib/http/validate";
import { parseDecimal } from "@/lib/money/decimal";
import { fieldsOf, type ImportKind, type ImportMapping } from "./fields";

/** A line as the door would take it, or every reason why it would not. */
export type ReadLine = { ok: true; payment: string; input: CreatePaymentV1 } | { ok: false; message: string };

/** Reads one line's cells by the mapping, with the very schema of the connected door. `payment` is the reference of its payment. */
export function readLine(
  {
    kind,
    connector,
    mapping,
    now,
  }: { kind: ImportKind; connector: Connector; mapping: ImportMapping; now: Date },
  cells: readonly string[],
): ReadLine {
  const fields = Object.fromEntries(
    fieldsOf(kind).map(([field, { otherwise }]) => {
      const column = mapping.columns[field];
      const cell = column === null || column === undefined ? "" : (cells[column] ?? "");
      return [field, cell || otherwise];
    }),
  );
  const payment = kind === "adjustments" ? fields.payment : fields.reference;
  const body = {
    scheme: "other",
    ...withoutPayment(fields),
    connectorID: encodeConnectorId(connector),
    createdAt: toInstant(fields.createdAt),
    type: fields.type?.toUpperCase(),
    status: fields.status?.toUpperCase(),
    amount: toMinor(fields.amount, fields.asset, mapping),
  };
  const parsed = createPaymentV1(now).safeParse(body, { reportInput: true });
  if (!payment) return { ok: false, message: `${labelOf(kind, "payment")} is required` };
  if (parsed.success) return { ok: true, payment, input: parsed.data };
  const told = fieldIssues(parsed.error).map(
    ({ path, message }) =>
      `${labelOf(kind, path)} ${path === "amount" ? amountRule(body.amount, mapping) : message}`,
  );
  return { ok: false, message: told.join("; ") };
}

// Of a cell's text the door's rule about JSON says nothing that a person could use.
function amountRule(amount: bigint | string | undefined, { amounts }: ImportMapping): string {
  if (amount === undefined) return "is required";
  if (typeof amount === "bigint") return amount < 0n ? "must not be negative" : "is too large";
  return amounts === "minor"
    ? "must be a whole number, such as 1250"
    : "must be a number such as 1234.50, with no more decimals than its currency has";
}

function withoutPayment({ payment: _, ...fields }: Record<string, string | undefined>) {
  return fields;
}

function labelOf(kind: ImportKind, path: string): string {
  return fieldsOf(kind).find(([field]) => field === path)?.[1].label ?? path;
}

// Spreadsheets write a day alone, or a space before the time; both are read as UTC.
function toInstant(text: string | undefined): string | undefined {
  if (text === undefined) return undefined;
  if (/^\d{4}-\d{2}-\d{2}$/.test(text)) return `${text}T00:00:00Z`;
  return text.replace(/^(\d{4}-\d{2}-\d{2}) (\d{2}:\d{2}:\d{2}(?:\.\d+)?)$/, "$1T$2Z");
}

/** The amount as an integer where it is one in the line's notation; else the text itself, for the schema to refuse. */
function toMinor(
  text: string | undefined,
  asset: string | undefined,
  { amounts }: ImportMapping,
): bigint | string | undefined {
  if (text === undefined) return undefined;
  const precision = amounts === "minor" ? 0 : (readAsset(asset ?? "")?.precision ?? null);
  if (precision === null) return text;
  return parseDecimal(text, precision) ?? text;
}
