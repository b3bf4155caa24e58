import { z } from "zod";
import {
  AMOUNT_NOTATIONS,
  IMPORT_BYTES_MAX,
  IMPORT_COLUMNS_MAX,
  IMPORT_KINDS,
  type ImportMapping,
} from "./fields";

const Mapping: z.ZodType<ImportMapping> = z.object({
  amounts: z.enum(AMOUNT_NOTATIONS),
  columns: z.record(
    z.string(),
    z
      .int()
      .min(0)
      .max(IMPORT_COLUMNS_MAX - 1)
      .nullable(),
  ),
});
export const ImportRequest = z.object({
  kind: z.enum(IMPORT_KINDS),
  connectorId: z.uuid("Choose a connector."),
  fileName: z.string().max(255),
  text: z
    .string()
    .max(IMPORT_BYTES_MAX, `A file may have at most ${IMPORT_BYTES_MAX / 1_048_576} MiB of text.`),
  /** Null asks for a guess from the header. */
  mapping: Mapping.nullable(),
});
export type ImportRequest = z.output<typeof ImportRequest>;

export const StartImport = ImportRequest.extend({
  /** Minted when the form is shown: the same form sent twice is one import. */
  id: z.uuid(),
  mapping: Mapping,
});
export type StartImport = z.output<typeof StartImport>;
