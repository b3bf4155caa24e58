import { IMPORT_FIELDS } from "./fields";

/** A column's name without what people vary in it: case, spaces, signs. */
export function bare(text: string): string {
  return text.toLowerCase().replace(/[^a-z]/g, "");
}

/** The names, bare, that a field's column goes by. */
export function namesOf(field: string): string[] {
  return [field, ...(SYNONYMS[field] ?? [])].map(bare);
}

/** Whether a cell reads like the name of a column that an import knows. */
export function isColumnName(cell: string): boolean {
  return KNOWN.has(bare(cell));
}

const SYNONYMS: Readonly<Record<string, readonly string[]>> = {
  payment: ["payment reference", "original reference", "payment id"],
  reference: ["ref", "id", "transaction id", "external id"],
  createdAt: ["created", "date", "time", "booked at", "occurred at", "happened at", "transaction date"],
  amount: ["amt", "gross", "value", "total"],
  asset: ["currency", "ccy", "cur"],
  status: ["state"],
  type: ["payment type", "direction"],
  scheme: ["card brand", "brand", "payment method", "method"],
  sourceAccountID: ["source account", "source", "from account"],
  destinationAccountID: ["destination account", "destination", "to account"],
};

const KNOWN: ReadonlySet<string> = new Set(
  Object.values(IMPORT_FIELDS).flatMap((fields) => Object.keys(fields).flatMap(namesOf)),
);
