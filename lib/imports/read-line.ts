import { ASSET_PRECISION_MAX, readAsset } from "@/lib/connected/assets";
import type { InstalledConnector } from "@/lib/connected/connectors/installed-connector";
import { encodeConnectorId } from "@/lib/connected/ids";
import { type CreatePaymentV1, createPaymentV1 } from "@/lib/connected/wire";
import { fieldIssues } from "@/lib/http/validate";
import { AMOUNT_MINOR_MAX, isBeyondMax, parseDecimal } from "@/lib/money/decimal";
import { judgedAt } from "@/lib/verb/judged-at";
import { plainDecimal } from "./amount-notation";
import { type ImportKind, type ImportMapping, importFieldsOf } from "./fields";
import { refusalReason } from "./refusal-reason";

/** A line as the door would take it, or every reason why it would not. */
export type ReadLine = { ok: true; payment: string; input: CreatePaymentV1 } | { ok: false; message: string };

/** Reads one line's cells by the mapping, with the very schema of the connected door. `payment` is the reference of its payment. */
export function readLine(
  {
    kind,
    connector,
    mapping,
    columns,
    now,
  }: { kind: ImportKind; connector: InstalledConnector; mapping: ImportMapping; columns: number; now: Date },
  cells: readonly string[],
): ReadLine {
  const unreadable = cellFault(cells, columns);
  if (unreadable) return { ok: false, message: unreadable };
  const fields = Object.fromEntries(
    importFieldsOf(kind).map(([field, { otherwise }]) => {
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
  const parsed = judgedAt(now, () => createPaymentV1.safeParse(body, { reportInput: true }));
  if (!payment) {
    const field = kind === "adjustments" ? "payment" : "reference";
    return { ok: false, message: refusalReason(kind, { path: field, message: missing(mapping, field) }) };
  }
  const early = isEarly(body.createdAt)
    ? [refusalReason(kind, { path: "createdAt", message: YEAR_RULE })]
    : [];
  if (parsed.success && early.length === 0) return { ok: true, payment, input: parsed.data };
  const issues = parsed.success ? [] : fieldIssues(parsed.error);
  const rules = issues.map(({ path, message }) => {
    const rule = fields[path] ? ruleOf(path, message, body, mapping) : missing(mapping, path);
    return refusalReason(kind, { path, message: path in fields ? rule : message });
  });
  return { ok: false, message: [...rules, ...early].join("; ") };
}

/** No payment of a file is older: a year before it has lost its century, "0026", or its digits. */
const YEAR_MIN = 1970;
const YEAR_RULE = `must be in the year ${YEAR_MIN} or later, with all four digits`;

function isEarly(createdAt: string | undefined): boolean {
  const year = /^(\d{4})-/.exec(createdAt ?? "")?.[1];
  return year !== undefined && Number(year) < YEAR_MIN;
}

// A column that nobody chose is wanting in every line: that is to be mended once, above them.
function missing({ columns }: ImportMapping, field: string): string {
  return columns[field] === null || columns[field] === undefined
    ? "is required: choose its column"
    : "is required";
}

function ruleOf(
  path: string,
  message: string,
  { amount, asset }: { amount: bigint | string | undefined; asset?: string | undefined },
  mapping: ImportMapping,
): string {
  if (path === "amount") return `${amountRule(amount, mapping)}${otherwise(amount, asset, mapping)}`;
  if (path === "createdAt" && message.includes("RFC 3339"))
    return "must be a day such as 2026-01-31, or a time such as 2026-01-31 10:30:00";
  if (path === "asset")
    return "is not known: write a code such as EUR, or one with its decimals, such as EUR/2";
  return message;
}

// A cell beyond the last column is half of another one; a character that stands for a lost one makes two references one.
function cellFault(cells: readonly string[], columns: number): string | null {
  if (cells.slice(columns).some(Boolean))
    return `has ${cells.length} cells, and the header ${columns}: put a cell that holds the separator in quotes`;
  return cells.some((cell) => cell.includes("\ufffd"))
    ? "has letters that were lost (�) before it came here: save the file as UTF-8, or choose another encoding"
    : null;
}

// Of a cell's text the door's rule about JSON says nothing that a person could use.
function amountRule(amount: bigint | string | undefined, { amounts }: ImportMapping): string {
  if (typeof amount === "bigint") return amount < 0n ? "must not be negative" : "is too large";
  if (amounts === "minor") return "must be a whole number, such as 1250";
  const example = amounts === "comma" ? "1234,50" : "1234.50";
  return `must be a number such as ${example}, with no more decimals than its currency has`;
}

const WRITTEN = { decimal: "with a point", comma: "with a comma", minor: "in the smallest unit" } as const;

/** The notation in which it would be an amount, where there is one. */
function otherwise(
  amount: bigint | string | undefined,
  asset: string | undefined,
  { amounts }: ImportMapping,
): string {
  if (typeof amount !== "string") return "";
  const other = (["decimal", "comma"] as const).find((each) => {
    const read = each !== amounts && toMinor(amount, asset, { amounts: each });
    return typeof read === "bigint" && read <= AMOUNT_MINOR_MAX;
  });
  return other ? `, or choose that amounts are written ${WRITTEN[other]}` : "";
}

function withoutPayment({ payment: _, ...fields }: Record<string, string | undefined>) {
  return fields;
}

// Spreadsheets write a day alone, or a space before the time; both are read as UTC. Between points the day comes first.
function toInstant(text: string | undefined): string | undefined {
  if (text === undefined) return undefined;
  const dotted = text.replace(
    /^(\d{1,2})\.(\d{1,2})\.(\d{4})/,
    (_, day: string, month: string, year: string) =>
      [year, month.padStart(2, "0"), day.padStart(2, "0")].join("-"),
  );
  if (/^\d{4}-\d{2}-\d{2}$/.test(dotted)) return `${dotted}T00:00:00Z`;
  return dotted
    .replace(/^(\d{4}-\d{2}-\d{2}) (\d{2}:\d{2})$/, "$1 $2:00")
    .replace(/^(\d{4}-\d{2}-\d{2}) (\d{2}:\d{2}:\d{2}(?:\.\d+)?)$/, "$1T$2Z");
}

/**
 * The amount as an integer where it is one in the line's notation, be it too large; else the text itself, for the schema to
 * refuse. Where the currency is not known any decimals may be right: that it is not is said of the currency alone.
 */
function toMinor(
  text: string | undefined,
  asset: string | undefined,
  { amounts }: Pick<ImportMapping, "amounts">,
): bigint | string | undefined {
  if (text === undefined) return undefined;
  const plain = plainDecimal(text, amounts);
  if (plain === null) return text;
  const known = readAsset(asset ?? "")?.precision ?? Math.min(decimalsOf(plain), ASSET_PRECISION_MAX);
  const precision = amounts === "minor" ? 0 : known;
  if (isBeyondMax(plain, precision)) return plain.startsWith("-") ? -BEYOND_MAX : BEYOND_MAX;
  return parseDecimal(plain, precision) ?? text;
}

const BEYOND_MAX = AMOUNT_MINOR_MAX + 1n;

function decimalsOf(plain: string): number {
  return plain.split(".")[1]?.length ?? 0;
}
