import { z } from "zod";
import { requiredOr, text } from "@/lib/checkout/fields";
import { findConnector } from "@/lib/connected/connectors/installed-connector";
import { decodeConnectorId } from "@/lib/connected/ids";
import { time } from "@/lib/http/answer-fields";
import { answerJson } from "@/lib/http/answer-json";
import { type Call, type KeyedOperation, operationsWith } from "@/lib/http/operation";
import { validate } from "@/lib/http/validate";
import { newId } from "@/lib/ids";
import {
  AMOUNT_NOTATIONS,
  IMPORT_BYTES_MAX,
  IMPORT_FIELDS,
  IMPORT_KINDS,
  IMPORT_LINES_MAX,
  IMPORT_REQUEST_BYTES_MAX,
  type ImportKind,
  type ImportMapping,
  importFieldsOf,
} from "@/lib/imports/fields";
import { getImport, listImports, type PaymentImport } from "@/lib/imports/get-import";
import { IMPORTS_LISTED_MAX, REFUSED_SHOWN_MAX } from "@/lib/imports/limits";
import { guessMapping, type ImportFile, readFile } from "@/lib/imports/read-file";
import { startImport } from "@/lib/imports/start-import";
import type { Ctx } from "@/lib/verb/context";
import { merchantBound } from "@/lib/verb/permissions";
import { problemOf, refuseField } from "@/lib/verb/problem";
import { listAnswer, presentPage } from "./list-answer";
import { newIdField } from "./wire";

const operation = operationsWith(validate);

const FILE_NAME_LENGTH_MAX = 255;
const COLUMN_NAME_LENGTH_MAX = 1_000;
const CONNECTOR_ID_LENGTH_MAX = 4_096;
const IMPORT_MIB_MAX = IMPORT_BYTES_MAX / 1_048_576;

const FIELD_NAMES = [...new Set(IMPORT_KINDS.flatMap((kind) => Object.keys(IMPORT_FIELDS[kind])))];

const importAnswer = z
  .object({
    id: z.uuid(),
    object: z.literal("import"),
    kind: z.enum(IMPORT_KINDS),
    fileName: z.string(),
    connectorName: z.string(),
    lines: z.int(),
    recorded: z.int(),
    unchanged: z.int().meta({ description: "Lines that say what was known already." }),
    refused: z.int(),
    startedBy: z.string(),
    createdAt: time,
    finishedAt: time.optional().meta({ description: "Left out while lines still wait." }),
  })
  .meta({ id: "ManagementImport" });

const importDetailAnswer = importAnswer
  .extend({
    refusedLines: z.array(z.object({ line: z.int(), message: z.string(), cells: z.array(z.string()) })).meta({
      description: `The first ${REFUSED_SHOWN_MAX}; \`line\` counts as an editor of the file does.`,
    }),
  })
  .meta({ id: "ManagementImportDetail" });

const createBody = z.object({
  id: newIdField.optional(),
  kind: z.enum(IMPORT_KINDS, { error: requiredOr(`must be ${IMPORT_KINDS.join(" or ")}`) }),
  connectorId: text(CONNECTOR_ID_LENGTH_MAX, 1).meta({
    description:
      "As the connected door spells it; a connector that takes payments written through that door.",
  }),
  fileName: text(FILE_NAME_LENGTH_MAX, 1),
  text: z
    .string({ error: requiredOr("must be a string") })
    .refine((file) => Buffer.byteLength(file) <= IMPORT_BYTES_MAX, {
      error: `must be at most ${IMPORT_MIB_MAX} MiB`,
      params: { code: "too_big" },
    })
    .meta({
      description: `The file, as CSV: a header and at most ${IMPORT_LINES_MAX} lines, ${IMPORT_MIB_MAX} MiB in UTF-8.`,
    }),
  amounts: z
    .enum(AMOUNT_NOTATIONS, { error: `must be one of ${AMOUNT_NOTATIONS.join(", ")}` })
    .optional()
    .meta({ description: "How amounts are written. Told by the lines where it is left out." }),
  columns: z
    .partialRecord(
      z.enum(FIELD_NAMES, { error: `must be one of ${FIELD_NAMES.join(", ")}` }),
      text(COLUMN_NAME_LENGTH_MAX, 1),
      { error: "must be an object of columns by field" },
    )
    .optional()
    .meta({
      description:
        "The column of each field, by its name in the header. What is left out is told by the header's words.",
    }),
});
type CreateBody = z.output<typeof createBody>;

const PATH = "/management/v1/imports";

/** Files of payments, and of what became of them. */
export const importOperations: readonly KeyedOperation[] = [
  operation({
    id: "createImport",
    method: "POST",
    path: PATH,
    permission: "payments:create",
    summary: "Import a file",
    description:
      "Takes the whole file in before it answers; a job records its lines, with the rights that the key has by then. A line that contradicts what is known is refused, and no other for it.",
    body: { schema: createBody, bytesMax: IMPORT_REQUEST_BYTES_MAX },
    answers: { 201: { description: "The import, as far as it has come.", schema: importDetailAnswer } },
    refuses: [409],
    example: {
      body: {
        kind: "payments",
        connectorId: "$CONNECTOR_ID",
        fileName: "statement.csv",
        text: "Reference,Date,Amount,Currency,Status\nST-2041,2026-01-05,1250.00,EUR,succeeded\n",
      },
    },
    handle: async ({ ctx, body }) => answerJson(present(await start(ctx, body)), { status: 201 }),
  }),
  operation({
    id: "listImports",
    method: "GET",
    path: PATH,
    permission: "payments:read",
    summary: "List imports",
    description: `The latest ${IMPORTS_LISTED_MAX}, newest first.`,
    answers: { 200: { description: "Imports.", schema: listAnswer(importAnswer) } },
    handle: async ({ ctx }) => answerJson(presentPage((await listImports({ ctx })).map(present))),
  }),
  operation({
    id: "getImport",
    method: "GET",
    path: `${PATH}/:id`,
    permission: "payments:read",
    summary: "Read an import",
    params: { id: "The import's id." },
    answers: { 200: { description: "How far it has come.", schema: importDetailAnswer } },
    example: { params: { id: "$IMPORT_ID" } },
    load: importAt,
    handle: async ({ loaded }) => answerJson(present(loaded)),
  }),
];

function importAt({ ctx, params: { id = "" } }: Call) {
  return getImport({ ctx, input: { id } });
}

/** Starts an import, or finds the one that the same request has started. */
async function start(ctx: Ctx, { id = newId(), ...body }: CreateBody) {
  const { kind, fileName } = body;
  const connectorId = await connectorAt(ctx, body.connectorId);
  const file = inText(() => readFile(body.text));
  const mapping = mappingOf(body, file);
  await startImport({ ctx, input: { id, kind, connectorId, fileName, text: body.text, mapping }, file });
  return getImport({ ctx, input: { id } });
}

// An import is its connector's merchant's, and one at a connector of all would be nobody's that a bound key may see.
async function connectorAt(ctx: Ctx, spelled: string): Promise<string> {
  const ref = decodeConnectorId(spelled);
  const connector = ref && (await findConnector(ctx, ref));
  if (!connector) return refuseField("connectorId", "invalid_value", "is not an installed connector");
  if (connector.merchantId === null && merchantBound(ctx.actor) !== null)
    refuseField("connectorId", "not_allowed", "is a connector of all merchants, and the key of one");
  return connector.id;
}

function mappingOf({ kind, amounts, columns = {} }: CreateBody, file: ImportFile): ImportMapping {
  const guessed = guessMapping(kind, file.columns, file.lines);
  const chosen = Object.entries(columns).map(([field, name]) => {
    if (!isFieldOf(kind, field)) refuseField(`columns.${field}`, "not_allowed", `is no field of ${kind}`);
    const place = file.columns.indexOf(name ?? "");
    if (place < 0) refuseField(`columns.${field}`, "invalid_value", "is no column of the file");
    return [field, place] as const;
  });
  const mapped = { ...guessed.columns, ...Object.fromEntries(chosen) };
  for (const [field, { required }] of importFieldsOf(kind))
    if (required && (mapped[field] ?? null) === null)
      refuseField(
        `columns.${field}`,
        "required",
        "is required: no column of the header says that it is this",
      );
  return { amounts: amounts ?? guessed.amounts, columns: mapped };
}

function isFieldOf(kind: ImportKind, field: string): boolean {
  return Object.hasOwn(IMPORT_FIELDS[kind], field);
}

// What a person chose as a file a program sends as text.
function inText<Value>(read: () => Value): Value {
  try {
    return read();
  } catch (err) {
    const problem = problemOf(err);
    if (problem?.code !== "invalid") throw err;
    const [first] = problem.issues;
    return refuseField("text", first.code, first.message);
  }
}

function present<Shown extends PaymentImport>({ actorLabel, createdAt, finishedAt, ...shown }: Shown) {
  return {
    ...shown,
    object: "import" as const,
    startedBy: actorLabel,
    createdAt: createdAt.toISOString(),
    ...(finishedAt && { finishedAt: finishedAt.toISOString() }),
  };
}
