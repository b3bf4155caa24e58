import { z } from "zod";
import { minorUnits, time, uuid } from "@/lib/http/answer-fields";
import { actor, paymentAnswer, policyAnswer } from "./answers";
import { COLLECTION_TYPES, PAYMENT_TYPES, PREMIUM_TYPES } from "./enums";

const text = z.string();

export const scheduledAnswer = z
  .object({
    scheduled_payment_id: uuid.meta({ description: "The payment's id." }),
    policy_id: uuid,
    payment_method_id: uuid,
    amount: minorUnits,
    currency: text,
    description: text.nullable(),
    payment_type: z.enum(PAYMENT_TYPES),
    premium_type: z.enum(PREMIUM_TYPES).nullable(),
    collection_type: z.enum(COLLECTION_TYPES),
    scheduled_for: time,
    version: z.int().meta({ description: "To be sent along when it is moved or unscheduled." }),
    retry_of: uuid.nullable(),
    retry_number: z.int(),
    created_at: time,
  })
  .meta({ id: "ScheduledPayment" });
export type ScheduledAnswer = z.infer<typeof scheduledAnswer>;

export const scheduledIdAnswer = z.object({ scheduled_payment_id: uuid });

export const datesAnswer = z.array(time);

export const proofAnswer = z
  .object({ file_name: text, description: text, file_type: text, file_base64: text })
  .meta({ id: "ProofOfPayment" });

export const couponAnswer = z
  .object({
    payment_coupon_id: uuid,
    policy_id: uuid,
    status: z.enum(["pending", "redeemed", "cancelled"]),
    type: z.enum(["ad_hoc", "payment_holiday"]),
    amount: minorUnits.optional(),
    redeemable_from: time.optional(),
    redeemable_to: time.optional(),
    reason: text.optional(),
    payment_date: time.optional(),
    billing_date: time.optional(),
    created_at: time,
    created_by: actor,
    policy: policyAnswer.optional(),
  })
  .meta({ id: "PaymentCoupon" });
export type CouponAnswer = z.infer<typeof couponAnswer>;

export const ledgerAnswer = z
  .object({
    entry_id: text.meta({ description: "Names the entry, always the same." }),
    organization_id: uuid,
    policy_id: uuid,
    created_at: time,
    description: text,
    currency: text,
    amount: minorUnits,
    balance: minorUnits.optional().meta({ description: "When it was asked for." }),
    payment_id: uuid.optional(),
    payment_coupon_id: uuid.optional(),
    payment_coupon: couponAnswer.nullable().optional().meta({ description: "When it was asked for." }),
    payment: paymentAnswer.nullable().optional().meta({ description: "When it was asked for." }),
  })
  .meta({ id: "LedgerEntry" });
export type LedgerAnswer = z.infer<typeof ledgerAnswer>;
