import { z } from "zod";
import {
  ADJUSTMENTS_MAX,
  accountIdField,
  amountField,
  assetField,
  connectorIdField,
  instantField,
  metadataField,
  rawField,
  referenceField,
  schemeFieldV1,
  schemeFieldV3,
  statusField,
  typeField,
} from "./fields";

export const NAME_CHARACTERS_MAX = 200;

/** POST /api/payments/payments (v1). The keys stand in the order their rules are judged in. */
export const createPaymentV1 = z.object({
  reference: referenceField,
  connectorID: connectorIdField,
  createdAt: instantField,
  type: typeField,
  amount: amountField,
  asset: assetField,
  scheme: schemeFieldV1,
  status: statusField,
  sourceAccountID: accountIdField.optional(),
  destinationAccountID: accountIdField.optional(),
  metadata: metadataField.optional(),
});
export type CreatePaymentV1 = z.output<typeof createPaymentV1>;

const adjustmentV3 = z.object(
  {
    reference: referenceField,
    createdAt: instantField,
    status: statusField,
    amount: amountField.optional(),
    asset: assetField.optional(),
    metadata: metadataField.nullish(),
  },
  { error: "must be an object" },
);

/** POST /api/payments/v3/payments. The public client may send a null metadata. */
export const createPaymentV3 = createPaymentV1.omit({ status: true, metadata: true }).extend({
  initialAmount: amountField,
  scheme: schemeFieldV3,
  metadata: metadataField.nullish(),
  adjustments: z
    .array(adjustmentV3, { error: "must be an array of adjustments" })
    .min(1, { error: "must have at least one adjustment" })
    .max(ADJUSTMENTS_MAX, { error: `must have at most ${ADJUSTMENTS_MAX} adjustments` }),
});
export type CreatePaymentV3 = z.output<typeof createPaymentV3>;

/** POST /api/payments/payments/{id}/adjustments: an extension of ours. */
export const addAdjustment = z.object({
  reference: referenceField,
  createdAt: instantField,
  status: statusField,
  amount: amountField,
  asset: assetField.optional(),
  raw: rawField.optional(),
});
export type AddAdjustment = z.output<typeof addAdjustment>;

/** PATCH …/metadata: a flat map of texts, or the same under `metadata`; `metadataOf` reads either. */
export const metadataBody = z.union([metadataField, z.object({ metadata: metadataField })]).meta({
  // Generators cannot tell two maps apart: the document has one object for both.
  anyOf: undefined,
  type: "object",
  additionalProperties: true,
  description: "Texts by name, or such an object under `metadata`.",
});

/** POST /api/payments/connectors/{provider}. What else a provider's configuration holds is not ours to keep. */
export const createConnector = z.object({
  name: z
    .string({ error: (issue) => (issue.input === undefined ? "is required" : "must be a string") })
    .trim()
    .min(1, { error: "must not be empty" })
    .max(NAME_CHARACTERS_MAX, { error: `must have at most ${NAME_CHARACTERS_MAX} characters` }),
});

const ACCOUNT_TYPES = ["UNKNOWN", "INTERNAL", "EXTERNAL"] as const;

/** POST /api/payments/accounts. */
export const createAccount = z.object({
  reference: referenceField,
  connectorID: connectorIdField,
  createdAt: instantField,
  accountName: z
    .string({ error: "must be a string" })
    .max(NAME_CHARACTERS_MAX, { error: `must have at most ${NAME_CHARACTERS_MAX} characters` })
    .optional(),
  type: z
    .string({ error: (issue) => (issue.input === undefined ? "is required" : "must be a string") })
    .meta({ enum: ACCOUNT_TYPES })
    .pipe(z.enum(ACCOUNT_TYPES, { error: `must be one of ${ACCOUNT_TYPES.join(", ")}` })),
  defaultAsset: assetField.nullish(),
  metadata: metadataField.nullish(),
});
export type CreateAccount = z.output<typeof createAccount>;
