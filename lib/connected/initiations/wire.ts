import { z } from "zod";
import {
  accountIdField,
  amountField,
  assetField,
  connectorIdField,
  metadataField,
  referenceField,
} from "@/lib/connected/fields";
import { decodeAccountId } from "@/lib/connected/ids";
import { readInstant } from "@/lib/instant";

export const DESCRIPTION_CHARACTERS_MAX = 1_000;

const text = z.string({ error: (issue) => (issue.input === undefined ? "is required" : "must be a string") });

const description = text.max(DESCRIPTION_CHARACTERS_MAX, {
  error: `must have at most ${DESCRIPTION_CHARACTERS_MAX} characters`,
});

/** The day it is sent on; a day in the past is now. */
const scheduledAt = text.meta({ format: "date-time" }).transform((value, ctx) => {
  const instant = readInstant(value);
  if (instant) return instant.occurredAt;
  ctx.addIssue({ code: "custom", message: "must be an RFC 3339 time" });
  return z.NEVER;
});

const TYPES = ["TRANSFER", "PAYOUT"] as const;
const type = text.meta({ enum: TYPES }).pipe(z.enum(TYPES, { error: `must be one of ${TYPES.join(", ")}` }));

const amount = amountField
  .refine((minor) => minor > 0n, { error: "must be greater than 0" })
  .meta({ type: "integer", format: "int64", minimum: 1, description: "In minor units." });

/** POST /api/payments/v3/payment-initiations. */
export const createInitiationV3 = z.object({
  reference: referenceField,
  scheduledAt,
  connectorID: connectorIdField,
  description,
  type,
  amount,
  asset: assetField,
  sourceAccountID: accountIdField.nullish(),
  destinationAccountID: accountIdField,
  metadata: metadataField.nullish(),
});
export type CreateInitiation = z.output<typeof createInitiationV3>;

/** POST /api/payments/transfer-initiations (v1). Without a connector it is the one of the source. */
export const createInitiationV1 = createInitiationV3.extend({
  connectorID: connectorIdField.optional(),
  sourceAccountID: accountIdField,
  validated: z.boolean({
    error: (issue) => (issue.input === undefined ? "is required" : "must be true or false"),
  }),
});

/** The connector of a v1 initiation. */
export function connectorOfInitiation({
  connectorID,
  sourceAccountID,
}: Pick<z.output<typeof createInitiationV1>, "connectorID" | "sourceAccountID">) {
  const connector = connectorID ?? decodeAccountId(sourceAccountID)?.connector;
  if (!connector) throw new Error("the id of an account names its connector");
  return connector;
}

/** POST …/reverse, in both wire versions. */
export const reverseInitiationBody = z.object({
  reference: referenceField,
  description,
  amount,
  asset: assetField,
  metadata: metadataField.nullish(),
});
export type ReverseInitiation = z.output<typeof reverseInitiationBody>;

/** POST /api/payments/connectors/{provider}/transfers: accounts by their references at the connector. */
export const transferBody = z.object({
  amount,
  asset: assetField,
  destination: text.min(1, { error: "must not be empty" }),
  source: text.min(1, { error: "must not be empty" }).nullish(),
});

const DECISIONS = ["VALIDATED", "REJECTED"] as const;

/** POST /api/payments/transfer-initiations/{id}/status. */
export const decideInitiationBody = z.object({
  status: text
    .meta({ enum: DECISIONS })
    .pipe(z.enum(DECISIONS, { error: `must be one of ${DECISIONS.join(", ")}` })),
});

/** POST /api/payments/v3/payment-initiations?noValidation=true approves at once. */
export const initiateQuery = z.object({
  noValidation: z
    .enum(["true", "false"], { error: "must be true or false" })
    .meta({ type: "boolean", enum: undefined, description: "Approves it at once." })
    .optional(),
});
