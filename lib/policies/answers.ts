import { z } from "zod";
import { minorUnits, time, uuid } from "@/lib/http/answer-fields";
import { GENDERS, TITLES } from "@/lib/policies/holders/holder-fields";
import { billingSettings } from "@/lib/policies/modules/billing-settings";
import {
  BANV_STATUSES,
  BILLING_FREQUENCIES,
  COLLECTION_TYPES,
  FAILURE_ACTIONS,
  HOLDER_TYPES,
  METHOD_TYPES,
  PAYMENT_TYPES,
  POLICY_PAYMENT_STATUSES,
  POLICY_STATUSES,
  PREMIUM_TYPES,
} from "./enums";

const text = z.string();
const currency = z.string().regex(/^[A-Z]{3}$/);

const charge = z.object({
  type: z.enum(["fixed", "variable", "balance"]),
  name: text,
  description: text,
  amount: z.union([minorUnits, z.number()]).nullable().meta({
    description: "Minor units of a fixed charge, the proportion of a variable one, null for the balance.",
  }),
});

export const actor = z.object({ type: z.enum(["api_key", "user", "system"]), id: text, owner_id: text });

/** What the caller's own system keeps with it. */
const appData = z.record(text, z.unknown()).nullable();

const holderAnswer = z.object({
  policyholder_id: uuid,
  type: z.enum(HOLDER_TYPES),
  id: z.object({ type: text, number: text, country: text, expiration_date: time.optional() }),
  title: z.enum(TITLES).optional(),
  first_name: text,
  middle_name: text.optional(),
  last_name: text,
  initials: text.optional(),
  gender: z.enum(GENDERS).optional(),
  date_of_birth: text.optional(),
  email: text.nullable(),
  cellphone: text.nullable(),
  cellphone_country: text.optional(),
  phone_other: text.optional(),
  phone_other_country: text.optional(),
  company_name: text.optional(),
  registration_number: text.optional(),
  date_of_establishment: text.optional(),
  company_website_url: text.optional(),
  contact_position: text.optional(),
  subsidiary_companies: z.array(text).optional(),
  address: z
    .object({
      line_1: text,
      line_2: text.optional(),
      suburb: text.optional(),
      city: text,
      country: text,
      area_code: text,
    })
    .optional(),
  policy_ids: z.array(uuid),
  app_data: appData,
  created_by: actor.nullable(),
  created_at: time,
  updated_at: time,
});

// What an insurer keeps elsewhere and this door has nothing of; clients of the original read these keys.
const nothing = z.array(z.unknown()).max(0);
const ELSEWHERE = {
  scheme_type: z.literal("individual"),
  end_date: z.null().meta({ type: ["string", "null"] }),
  covered_people: nothing,
  claim_ids: nothing,
  complaint_ids: nothing,
  supplementary_terms_files: nothing,
  schedule_versions: nothing,
  policy_schedule_uri: z.null().meta({ type: ["string", "null"] }),
  terms_uri: z.null().meta({ type: ["string", "null"] }),
  module: z.strictObject({}),
};

const policyFields = z.object({
  policy_id: uuid,
  policy_number: text,
  policyholder_id: uuid,
  product_module_id: uuid,
  payment_method_id: uuid.nullable(),
  package_name: text,
  monthly_premium: minorUnits,
  billing_amount: minorUnits.meta({ description: "What is billed: the monthly premium." }),
  base_premium: minorUnits.meta({ description: "The monthly premium." }),
  balance: minorUnits.meta({
    description: "What was paid ahead or credited; below zero, what is owed of premiums that failed.",
  }),
  billing_day: z.int(),
  billing_frequency: z.enum(BILLING_FREQUENCIES),
  next_billing_date: time.nullable().meta({
    description: "Null while the policy is not active, and once it is billed no more.",
  }),
  currency,
  start_date: time,
  charges: z.array(charge),
  status: z.enum(POLICY_STATUSES),
  ...ELSEWHERE,
  app_data: appData,
  created_by: actor.nullable(),
  created_at: time,
  updated_at: time,
});

/** What was asked for with `include` is there; otherwise it is left out. */
export const policyAnswer = policyFields
  .extend({ policyholder: holderAnswer.optional() })
  .meta({ id: "Policy" });
export type PolicyAnswer = z.infer<typeof policyAnswer>;

export const policyholderAnswer = holderAnswer
  .extend({ policies: z.array(policyFields).optional() })
  .meta({ id: "Policyholder" });
export type PolicyholderAnswer = z.infer<typeof policyholderAnswer>;

export const moduleAnswer = z
  .object({
    product_module_id: uuid,
    key: text,
    name: text,
    settings: z.object({ billing: billingSettings }),
    created_at: time,
    updated_at: time,
  })
  .meta({ id: "ProductModule" });
export type ModuleAnswer = z.infer<typeof moduleAnswer>;

const bank = z.object({
  account_holder: text,
  bank: text,
  branch_code: text,
  account_number: text.nullable(),
  account_type: z.enum(["cheque", "savings"]),
  banv_status: z.enum(BANV_STATUSES).nullable(),
  blocked_reason: text.nullable(),
});

const card = z.object({
  registration_id: text,
  holder: text.optional(),
  brand: text.optional(),
  expiry_month: z.int().optional(),
  expiry_year: z.int().optional(),
  last_4_digits: text.optional(),
});

export const methodAnswer = z
  .object({
    payment_method_id: uuid,
    organization_id: uuid,
    policyholder_id: uuid,
    type: z.enum(METHOD_TYPES),
    status: z.enum(["active", "blocked", "unverified"]),
    banv_status: z.enum(BANV_STATUSES).nullable(),
    blocked_reason: text.nullable(),
    banv_response: z.unknown(),
    bank_details: bank.nullable(),
    card_details: card.nullable(),
    payment_method_key: text.nullable(),
    external_reference: text.nullable(),
    policyholder: holderAnswer.optional(),
    policies: z.array(policyFields).optional(),
    created_at: time,
    updated_at: time,
  })
  .meta({ id: "PaymentMethod" });
export type MethodAnswer = z.infer<typeof methodAnswer>;

const payment = z.object({
  payment_id: uuid,
  policy_id: uuid,
  payment_method_id: uuid,
  status: z.enum(POLICY_PAYMENT_STATUSES),
  amount: minorUnits,
  description: text.nullable(),
  external_ref: text.nullable(),
  customer_ref: z.null().meta({ type: ["string", "null"] }),
  created_at: time,
  created_by: actor,
  updated_at: time,
  payment_date: time,
  action_date: time,
  billing_date: time.nullable(),
  policy: policyAnswer.nullable(),
  policyholder: policyholderAnswer.nullable(),
  payment_method: methodAnswer.nullable(),
  payment_type: z.enum(PAYMENT_TYPES).meta({
    description:
      "Which way the money goes: a premium comes in, a claim_payout, a premium_refund and a reversal go out; of other it is not said. The amount of a claim_payout is positive all the same, that of the other two has the sign it was sent with: neither says more.",
  }),
  premium_type: z.enum(PREMIUM_TYPES).nullable(),
  failure_reason: text.nullable(),
  failure_code: text.nullable(),
  failure_action: z.enum(FAILURE_ACTIONS).nullable(),
  currency,
  retry_of: uuid.nullable(),
  retry_number: z.int().min(0),
  net_amount: minorUnits,
  finalized_at: time.nullable(),
  finalized_by: actor.nullable(),
  collection_type: z.enum(COLLECTION_TYPES),
  app_data: z.unknown(),
  charges: z.array(charge.extend({ calculated: minorUnits })),
  raw_response: z.null().meta({ type: ["object", "null"] }),
  reversal_of_payment_id: uuid.nullable(),
});

/** Every key always; what was not asked for with `include` is null, and `reversal_of_payment` is left out. */
export const paymentAnswer = payment
  .extend({
    reversal_of_payment: payment.nullable().optional().meta({ description: "When it was asked for." }),
  })
  .meta({ id: "PolicyPayment" });
export type PaymentAnswer = z.infer<typeof paymentAnswer>;

/** Policy contract, "Errors". */
export const policyError = z
  .object({
    error: z.object({
      type: z.enum([
        "validation_error",
        "invalid_request_error",
        "authentication_error",
        "authorization_error",
        "not_found_error",
        "conflict_error",
        "rate_limit_error",
        "server_error",
      ]),
      message: text,
      more_info: text,
      trace_id: text.meta({ description: "The request's id, as in X-Request-Id." }),
      errors: z.array(z.object({ path: text, message: text })),
    }),
  })
  .meta({ id: "PolicyError" });
export type PolicyError = z.infer<typeof policyError>;
