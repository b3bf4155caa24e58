import { z } from "zod";
import { minorUnits, time, uuid } from "@/lib/http/answer-fields";
import { DEBICHECK_STATUSES, PROVIDER_TYPES } from "@/lib/policies/debicheck/debicheck-mandate";

export const mandateAnswer = z
  .object({
    id: uuid,
    policy_id: uuid,
    payment_method_id: uuid,
    status: z.enum(DEBICHECK_STATUSES),
    provider_type: z.enum(PROVIDER_TYPES),
    submitted_at: time.optional(),
    authorized_at: time.optional(),
    rejected_at: time.optional(),
    cancelled_at: time.optional(),
    mandate_request_identifier: z.string().optional(),
    mandate_reference: z.string().optional(),
    external_reference: z.string().optional(),
    failure_reasons: z.array(z.string()),
    failure_codes: z.array(z.string()),
    contract_reference: z.string().meta({ description: "The policy's number." }),
    frequency: z.string().meta({ description: "How often the policy is billed." }),
    start_date: time,
    amount: minorUnits.meta({ description: "The policy's premium, in cents." }),
    collection_day: z.int(),
    created_at: time,
    updated_at: time,
  })
  .meta({ id: "PolicyDebicheckMandate" });
export type MandateAnswer = z.input<typeof mandateAnswer>;
