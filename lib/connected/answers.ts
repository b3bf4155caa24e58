import { z } from "zod";
import { minorUnits, textMap, time } from "@/lib/http/answer-fields";
import { SCHEME_NAMES, V3_SCHEMES } from "./schemes";
import { V1_STATUSES, WIRE_STATUSES } from "./statuses";

const DIRECTIONS =
  "Which way the money goes: a PAY-IN comes in, a PAYOUT goes out, a TRANSFER goes between two accounts; of others it is not said. No amount has a sign.";

const id = z.string().regex(/^[A-Za-z0-9_-]+$/);
const asset = z.string().regex(/^[A-Z]{3}\/\d{1,2}$/);
const raw = z.record(z.string(), z.unknown());
const providerV3 = z.string().regex(/^[a-z]+$/);

/** v1: an absent account is an empty text, never null; only eleven statuses appear. Connected contract. */
export const paymentV1 = z
  .object({
    id,
    reference: z.string(),
    connectorID: id,
    sourceAccountID: z.string().meta({ description: "Empty where there is none." }),
    destinationAccountID: z.string().meta({ description: "Empty where there is none." }),
    type: z.string().meta({ enum: ["PAY-IN", "PAYOUT", "TRANSFER", "OTHER"], description: DIRECTIONS }),
    provider: z.string(),
    status: z.string().meta({ enum: V1_STATUSES }),
    amount: minorUnits,
    initialAmount: minorUnits,
    scheme: z.string().meta({ enum: SCHEME_NAMES }),
    asset,
    createdAt: time,
    // Null today; a generated client is told what it would be, since few know a field that is only ever null.
    raw: z.null().meta({ type: ["object", "null"] }),
    adjustments: z.array(
      z.object({
        reference: z.string(),
        createdAt: time,
        status: z.string().meta({ enum: V1_STATUSES }),
        amount: minorUnits,
        raw,
      }),
    ),
    metadata: textMap.nullable(),
  })
  .meta({ id: "ConnectedPaymentV1" });
export type PaymentV1 = z.infer<typeof paymentV1>;

/** v3: all 17 statuses; what is absent is left out. */
export const paymentV3 = z
  .object({
    id,
    reference: z.string(),
    connectorID: id,
    sourceAccountID: z.string().optional(),
    destinationAccountID: z.string().optional(),
    type: z
      .string()
      .meta({ enum: ["PAY-IN", "PAYOUT", "TRANSFER", "OTHER", "UNKNOWN"], description: DIRECTIONS }),
    provider: providerV3,
    status: z.enum(WIRE_STATUSES),
    amount: minorUnits,
    initialAmount: minorUnits,
    scheme: z.string().meta({ enum: V3_SCHEMES }),
    asset,
    createdAt: time,
    adjustments: z.array(
      z.object({
        id,
        reference: z.string(),
        createdAt: time,
        status: z.enum(WIRE_STATUSES),
        amount: minorUnits.optional(),
        asset: asset.optional(),
        metadata: textMap.nullable(),
        raw,
      }),
    ),
    metadata: textMap.nullable(),
  })
  .meta({ id: "ConnectedPaymentV3" });
export type PaymentV3 = z.infer<typeof paymentV3>;

export const connectorV1 = z
  .object({
    provider: z.string(),
    connectorID: id,
    name: z.string(),
    enabled: z.boolean(),
    scheduledForDeletion: z.boolean(),
  })
  .meta({ id: "ConnectorV1" });
export type ConnectorV1 = z.infer<typeof connectorV1>;

export const connectorV3 = z
  .object({
    id,
    reference: z.string(),
    name: z.string(),
    provider: providerV3,
    createdAt: time,
    scheduledForDeletion: z.boolean(),
    config: z.object({}),
  })
  .meta({ id: "ConnectorV3" });
export type ConnectorV3 = z.infer<typeof connectorV3>;

const account = {
  id,
  reference: z.string(),
  createdAt: time,
  connectorID: id,
  type: z.enum(["UNKNOWN", "INTERNAL", "EXTERNAL"]),
  metadata: textMap.nullable(),
  raw,
};

export const accountV1 = z
  .object({
    ...account,
    provider: z.string(),
    defaultCurrency: z.string().meta({ description: "Empty where there is none." }),
    defaultAsset: z.string().meta({ description: "Empty where there is none." }),
    accountName: z.string(),
  })
  .meta({ id: "ConnectedAccountV1" });
export type AccountV1 = z.infer<typeof accountV1>;

export const accountV3 = z
  .object({ ...account, provider: providerV3, defaultAsset: asset.optional(), name: z.string() })
  .meta({ id: "ConnectedAccountV3" });
export type AccountV3 = z.infer<typeof accountV3>;

/** `{"data": …}`: one object. */
export function one<Schema extends z.ZodType>(schema: Schema) {
  return z.object({ data: schema });
}

/** `{"cursor": …}`: a page; the cursors of the pages beside it are left out where there is none. */
export function page<Schema extends z.ZodType>(schema: Schema) {
  return z.object({
    cursor: z.object({
      pageSize: z.int(),
      hasMore: z.boolean(),
      next: z.string().optional(),
      previous: z.string().optional(),
      data: z.array(schema),
    }),
  });
}

export const connectorListV1 = z.object({ data: z.array(connectorV1) });
export const connectorIdV1 = z.object({ data: z.object({ connectorID: id }) });
export const connectorIdV3 = z.object({ data: id });

export const serverInfo = z.object({ version: z.string(), debug: z.boolean() });
export const versions = z.object({
  env: z.string(),
  region: z.string(),
  versions: z.array(z.object({ name: z.string(), version: z.string(), health: z.boolean() })),
});

/** The public client rejects any other code. */
export const connectedError = z
  .object({
    errorCode: z.enum([
      "INTERNAL",
      "VALIDATION",
      "INVALID_ID",
      "MISSING_OR_INVALID_BODY",
      "CONFLICT",
      "CONNECTOR_CAPABILITY_NOT_SUPPORTED",
      "NOT_FOUND",
    ]),
    errorMessage: z.string(),
  })
  .meta({ id: "ConnectedError" });
export type ConnectedError = z.infer<typeof connectedError>;

export const tokenAnswer = z.object({
  access_token: z.string(),
  token_type: z.literal("Bearer"),
  expires_in: z.int(),
  scope: z.string(),
});

/** RFC 6749, 5.2. */
export const tokenError = z
  .object({ error: z.string(), error_description: z.string() })
  .meta({ id: "TokenError" });
