import { z } from "zod";
import { hasExactNumbersOnly, INEXACT_NUMBER } from "@/lib/http/exact-numbers";
import {
  appDataField,
  countryField,
  DETAIL_FIELDS,
  GENDERS,
  phoneField,
  saysDateOfBirth,
} from "@/lib/policies/holders/holder-fields";
import { productModuleSettings } from "@/lib/policies/modules/billing-settings";
import { type PremiumCharge, proportionText } from "@/lib/policies/payments/charge";
import { emailField } from "@/lib/text/email-address";
import { BANV_STATUSES, BILLING_FREQUENCIES, HOLDER_TYPES, METHOD_TYPES, POLICY_STATUSES } from "./enums";
import {
  count,
  currencyField,
  DESCRIPTION_LENGTH_MAX,
  nonNegativeIntegerField,
  positiveIntegerField,
  text,
  textOrNothing,
  uuidField,
} from "./fields";
import { timeField } from "./time-field";

export const CHARGES_MAX = 50;

const identification = z.strictObject({
  type: text(),
  number: text(),
  country: countryField,
  expiration_date: timeField.transform((time) => time.toISOString()).optional(),
});

/** What is said of a `date_of_birth` beside an identification that says it. */
export const DATE_OF_BIRTH_RULE = 'is not allowed where "id.type" is id and "id.country" is ZA';

const personFields = {
  ...DETAIL_FIELDS,
  email: emailField("must be a valid email").nullable().optional(),
  cellphone: phoneField.optional(),
  phone_other: phoneField.optional(),
  gender: z.enum(GENDERS).nullable().optional(),
  app_data: appDataField.optional(),
};

export const createPolicyholderBody = z
  .strictObject({
    type: z.enum(HOLDER_TYPES).default("individual"),
    id: identification,
    first_name: text(),
    last_name: text(),
    ...personFields,
  })
  .refine(({ id, date_of_birth }) => date_of_birth === undefined || !saysDateOfBirth(id), {
    path: ["date_of_birth"],
    error: DATE_OF_BIRTH_RULE,
  });
export type CreatePolicyholderBody = z.output<typeof createPolicyholderBody>;

export const updatePolicyholderBody = z
  .strictObject({
    id: identification.optional(),
    first_name: text().optional(),
    last_name: text().optional(),
    expiration_date: identification.shape.expiration_date,
    ...personFields,
  })
  .refine((body) => Object.keys(body).length > 0, { error: "must contain at least one field" });
export type UpdatePolicyholderBody = z.output<typeof updatePolicyholderBody>;

export const createProductModuleBody = z.strictObject({
  key: z.string().regex(/^[A-Za-z0-9][\w-]{0,99}$/, { error: "must hold letters, digits, _ and - only" }),
  name: text(),
  settings: productModuleSettings,
});
export type CreateProductModuleBody = z.output<typeof createProductModuleBody>;

export const updateProductModuleBody = z
  .strictObject({ name: text().optional(), settings: productModuleSettings.optional() })
  .refine((body) => body.name !== undefined || body.settings !== undefined, {
    error: "must contain at least one of [name, settings]",
  });
export type UpdateProductModuleBody = z.output<typeof updateProductModuleBody>;

const named = { name: text(), description: textOrNothing(DESCRIPTION_LENGTH_MAX).default("") };
const chargeField = z
  .discriminatedUnion(
    "type",
    [
      z.strictObject({
        type: z.literal("fixed"),
        ...named,
        amount: nonNegativeIntegerField,
      }),
      z.strictObject({
        type: z.literal("variable"),
        ...named,
        amount: z
          .number({ error: "must be a number from 0 to 1" })
          .meta({ minimum: 0, maximum: 1 })
          .refine((value) => proportionText(value) !== null, { error: "must be a number from 0 to 1" }),
      }),
      z.strictObject({ type: z.literal("balance"), ...named, amount: z.unknown().optional() }),
    ],
    { error: "must be one of [fixed, variable, balance]" },
  )
  .transform((charge): PremiumCharge => {
    const { type, name, description } = charge;
    const shared = { type, name, description };
    if (charge.type === "balance") return { ...shared, amount: null };
    return {
      ...shared,
      amount: charge.type === "fixed" ? String(charge.amount) : proportionText(charge.amount),
    };
  });

export const createPolicyBody = z.strictObject({
  policyholder_id: uuidField,
  product_module_id: uuidField,
  policy_number: text().optional(),
  package_name: text(),
  monthly_premium: positiveIntegerField,
  billing_day: count(1, 31),
  billing_frequency: z.enum(BILLING_FREQUENCIES),
  currency: currencyField.optional(),
  start_date: timeField,
  charges: z
    .array(chargeField)
    .max(CHARGES_MAX, { error: `must have at most ${CHARGES_MAX} entries` })
    .refine((charges) => charges.filter(({ type }) => type === "balance").length === 1, {
      error: "must hold exactly one charge of type balance",
    })
    .optional(),
});
export type CreatePolicyBody = z.output<typeof createPolicyBody>;

export const updatePolicyBody = z
  .strictObject({
    status: z.enum(POLICY_STATUSES).optional(),
    billing_day: count(1, 31).optional(),
    app_data: appDataField.optional(),
  })
  .refine((body) => Object.keys(body).length > 0, {
    error: "must contain at least one of [status, billing_day, app_data]",
  });

export const assignMethodBody = z.strictObject({ payment_method_id: uuidField });

const bankDetails = z.strictObject({
  account_holder: text(),
  bank: text(),
  branch_code: text(),
  account_number: z.string().regex(/^\d{4,34}$/, { error: "must hold 4 to 34 digits" }),
  account_type: z.enum(["cheque", "savings"]),
});
export type BankDetails = z.output<typeof bankDetails>;

const cardDetails = z.strictObject({
  registration_id: text(),
  holder: text().optional(),
  brand: text().optional(),
  expiry_month: count(1, 12).optional(),
  expiry_year: count(2000, 2199).optional(),
  last_4_digits: z
    .string()
    .regex(/^\d{4}$/, { error: "must hold 4 digits" })
    .optional(),
});
export type CardDetails = z.output<typeof cardDetails>;

export const createMethodBody = z.discriminatedUnion(
  "type",
  [
    z.strictObject({ type: z.literal("debit_order"), bank_details: bankDetails }),
    z.strictObject({ type: z.literal("card"), card_details: cardDetails }),
    z.strictObject({ type: z.literal("eft") }),
    z.strictObject({
      type: z.literal("external"),
      payment_method_key: text(),
      external_reference: text().optional(),
    }),
  ],
  { error: `must be one of [${METHOD_TYPES.join(", ")}]` },
);
export type CreateMethodBody = z.output<typeof createMethodBody>;

export const verificationBody = z.discriminatedUnion(
  "banv_status",
  [
    z.strictObject({ banv_status: z.literal("blocked"), blocked_reason: text() }),
    z.strictObject({
      banv_status: z.literal("failed_verification"),
      banv_response: z
        .union([text(), z.record(z.string(), z.unknown())], { error: "must be an object or a string" })
        // Generators cannot tell a map from other alternatives: to the document it is anything.
        .meta({ anyOf: undefined, description: "A text of at most 255 characters, or an object." })
        .refine(hasExactNumbersOnly, { error: INEXACT_NUMBER }),
    }),
    z.strictObject({ banv_status: z.enum(["pending", "processing", "verified"]) }),
  ],
  { error: `must be one of [${BANV_STATUSES.join(", ")}]` },
);
export type VerificationBody = z.output<typeof verificationBody>;
