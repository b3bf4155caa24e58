import type { CreatePaymentV1 } from "@/lib/connected/wire";
import type { FieldIssue } from "@/lib/verb/problem";
import { type IMPORT_FIELDS, type ImportKind, importFieldsOf } from "./fields";

/** Why a field of a line is refused, before and after: a field has the name that its column is chosen by. */
export function refusalReason(
  kind: ImportKind,
  { path, message }: Pick<FieldIssue, "path" | "message">,
): string {
  // A whole sentence says itself what it is about.
  return /^\p{Lu}/u.test(message) ? message : `${labelOf(kind, path)} ${message}`;
}

function labelOf(kind: ImportKind, path: string): string {
  const fields = [...importFieldsOf(kind), ...importFieldsOf("payments")];
  return fields.find(([field]) => field === path)?.[1].label ?? WITHOUT_COLUMN.get(path) ?? "The line";
}

/** What a payment has besides and no column says, in words. */
const WITHOUT_COLUMN: ReadonlyMap<string, string> = new Map(
  Object.entries({
    connectorID: "The connector",
    metadata: "Metadata",
  } satisfies Record<Exclude<keyof CreatePaymentV1, keyof typeof IMPORT_FIELDS.payments>, string>),
);
