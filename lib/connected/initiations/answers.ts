import { z } from "zod";
import { minorUnits, textMap, time } from "@/lib/http/answer-fields";
import { INITIATION_STATUSES, V1_INITIATION_STATUSES } from "./initiation-status";

const id = z.string().regex(/^[A-Za-z0-9_-]+$/);
const asset = z.string().regex(/^[A-Z]{3}\/\d{1,2}$/);
const error = z.string().nullable();

const shared = {
  id,
  reference: z.string(),
  createdAt: time,
  scheduledAt: time,
  description: z.string(),
  connectorID: id,
  provider: z.string(),
  type: z.enum(["TRANSFER", "PAYOUT"]),
  amount: minorUnits,
  asset,
  error,
  metadata: textMap.nullable(),
};

export const initiationV3 = z
  .object({
    ...shared,
    status: z.enum(INITIATION_STATUSES),
    sourceAccountID: id.optional(),
    destinationAccountID: id,
  })
  .meta({ id: "PaymentInitiationV3" });
export type InitiationV3 = z.infer<typeof initiationV3>;

export const initiationAdjustmentV3 = z
  .object({
    id: z.string(),
    createdAt: time,
    status: z.enum(INITIATION_STATUSES),
    amount: minorUnits.optional(),
    asset: asset.optional(),
    error,
    metadata: textMap.nullable(),
  })
  .meta({ id: "PaymentInitiationAdjustmentV3" });
export type InitiationAdjustmentV3 = z.infer<typeof initiationAdjustmentV3>;

/** What is left of it is `amount`, what was sent `initialAmount`. */
export const transferInitiation = z
  .object({
    ...shared,
    initialAmount: minorUnits,
    status: z.enum(V1_INITIATION_STATUSES),
    sourceAccountID: z.string().meta({ description: "Empty where there is none." }),
    destinationAccountID: id,
    relatedPayments: z.array(z.object({ paymentID: id, createdAt: time, status: z.string(), error })),
    relatedAdjustments: z.array(
      z.object({
        adjustmentID: z.string(),
        createdAt: time,
        status: z.enum(V1_INITIATION_STATUSES),
        error,
        metadata: textMap.nullable(),
      }),
    ),
  })
  .meta({ id: "TransferInitiationV1" });
export type TransferInitiation = z.infer<typeof transferInitiation>;

const task = z.string().meta({ description: "What the connector was asked: see `/v3/tasks/{id}`." });

export const transferMade = z.object({ id }).meta({ id: "TransferV1" });
export const initiated = z.object({ paymentInitiationID: id, taskID: task.optional() });
export const asked = z.object({ taskID: task });
export const reversed = z.object({ taskID: task, paymentInitiationReversalID: z.string() });

export const taskV3 = z
  .object({
    id: z.string(),
    status: z.enum(["PROCESSING", "SUCCEEDED", "FAILED"]),
    createdAt: time,
    updatedAt: time,
    connectorID: id.optional(),
    createdObjectID: id.optional(),
    error,
  })
  .meta({ id: "TaskV3" });
export type TaskV3 = z.infer<typeof taskV3>;
