import { z } from "zod";
import { minorUnits, time, uuid } from "@/lib/http/answer-fields";
import { actor } from "@/lib/policies/answers";
import { COLLECTION_TYPES, METHOD_TYPES } from "@/lib/policies/enums";
import { ENVIRONMENTS } from "@/lib/policies/environment";
import { BATCH_STATUSES } from "./payment-batch";

export const batchAnswer = z
  .object({
    payment_batch_id: uuid,
    organization_id: uuid,
    status: z.enum(BATCH_STATUSES),
    action_date: time.meta({ description: "The day its payments were due." }),
    process_date: time,
    payment_type: z.enum(COLLECTION_TYPES),
    payment_method_type: z.enum(METHOD_TYPES),
    billing_config_id: uuid.meta({ description: "The connection it was handed to." }),
    submitted_at: time,
    submitted_by: actor,
    created_at: time,
    failure_reason: z.string().meta({ description: "Empty while nothing was said." }),
    num_payments: z.int(),
    num_reviewed: z.int().meta({ description: "Of how many it is known what became of them." }),
    total_value: minorUnits,
    currency: z.string(),
    external_reference: z.null().meta({ type: ["string", "null"] }),
    updated_at: time,
    updated_by: actor.nullable(),
  })
  .meta({ id: "PolicyPaymentBatch" });
export type BatchAnswer = z.input<typeof batchAnswer>;

export const externalTypeAnswer = z
  .object({
    payment_method_id: uuid.meta({ description: "The first payment method of the type." }),
    organization_id: uuid,
    environment: z.enum(ENVIRONMENTS),
    key: z.string(),
    outbound_channels: z.array(z.unknown()).max(0),
    created_at: time,
  })
  .meta({ id: "PolicyExternalMethodType" });
export type ExternalTypeAnswer = z.input<typeof externalTypeAnswer>;
