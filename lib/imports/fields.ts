/** A file holds at most so many lines besides its header. */
export const IMPORT_LINES_MAX = 10_000;
/** How large a file may be, and what is read of a spreadsheet as text. */
export const IMPORT_BYTES_MAX = 8_388_608;
/** The file inside JSON, where a quote takes two characters. */
export const IMPORT_REQUEST_BYTES_MAX = 2 * IMPORT_BYTES_MAX;
/** A line has at most so many cells. */
export const IMPORT_COLUMNS_MAX = 100;

export const IMPORT_KINDS = ["payments", "adjustments"] as const;
export type ImportKind = (typeof IMPORT_KINDS)[number];

/** What a line's cells can mean, in the words of the connected door, with what stands in when no column is chosen. */
export const IMPORT_FIELDS = {
  payments: {
    reference: { label: "Reference", required: true },
    createdAt: { label: "Created at", required: true },
    amount: { label: "Amount", required: true },
    asset: { label: "Asset or currency", required: true },
    status: { label: "Status", required: false, otherwise: "SUCCEEDED" },
    type: { label: "Type", required: false, otherwise: "PAY-IN" },
    scheme: { label: "Scheme", required: false, otherwise: "other" },
    sourceAccountID: { label: "Source account", required: false },
    destinationAccountID: { label: "Destination account", required: false },
  },
  adjustments: {
    payment: { label: "Reference of the payment", required: true },
    reference: { label: "Reference of the adjustment", required: true },
    createdAt: { label: "Happened at", required: true },
    status: { label: "Status", required: true },
    amount: { label: "Amount", required: true },
    asset: { label: "Asset or currency", required: true },
    type: { label: "Type of the payment", required: false, otherwise: "PAY-IN" },
  },
} as const satisfies Record<ImportKind, Record<string, ImportField>>;

export interface ImportField {
  label: string;
  required: boolean;
  otherwise?: string;
}

/** Whether amounts are written as people do, with a point ("12.50") or a comma ("12,50"), or in the smallest unit ("1250"). */
export const AMOUNT_NOTATIONS = ["decimal", "comma", "minor"] as const;

/** Which column each field is read from, by its place in the header; null where none is. */
export interface ImportMapping {
  amounts: (typeof AMOUNT_NOTATIONS)[number];
  columns: Record<string, number | null>;
}

/** The fields of a kind, by name. */
export function importFieldsOf(kind: ImportKind): [string, ImportField][] {
  return Object.entries(IMPORT_FIELDS[kind]);
}
