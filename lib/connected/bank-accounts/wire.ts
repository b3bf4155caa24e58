import { z } from "zod";
import { connectorIdField, metadataField } from "@/lib/connected/fields";
import { compactIban, isIban } from "@/lib/money/iban";

export const BANK_ACCOUNT_NAME_CHARACTERS_MAX = 1_000;

const text = z.string({ error: (issue) => (issue.input === undefined ? "is required" : "must be a string") });

/** The name of a person or a company, in this room and that of payment service users. */
export const nameField = text.min(1, { error: "must not be empty" }).max(BANK_ACCOUNT_NAME_CHARACTERS_MAX, {
  error: `must have at most ${BANK_ACCOUNT_NAME_CHARACTERS_MAX} characters`,
});

export const countryField = text
  .meta({ pattern: "^[A-Z]{2}$", description: "Two letters of ISO 3166." })
  .regex(/^[A-Z]{2}$/, { error: "must be the two letters of a country, such as DE" });

const accountNumber = text
  .meta({
    pattern: "^[0-9A-Za-z -]+$",
    description: "4 to 34 digits or letters; spaces and hyphens are left out.",
  })
  .transform((value) => value.replace(/[\s-]/g, ""))
  .refine((number) => /^[0-9A-Za-z]{4,34}$/.test(number), { error: "must have 4 to 34 digits or letters" });

const iban = text
  .meta({ pattern: "^[0-9A-Za-z ]+$", description: "With its check digits; spaces are left out." })
  .transform(compactIban)
  .refine(isIban, { error: "is not an IBAN: a character is missing or mistyped" });

const swiftBicCode = text
  .meta({ pattern: "^[0-9A-Za-z]{8}([0-9A-Za-z]{3})?$" })
  .toUpperCase()
  .regex(/^[A-Z]{6}[A-Z0-9]{2}([A-Z0-9]{3})?$/, { error: "must be a BIC of 8 or 11 characters" });

const details = z.object({
  name: nameField,
  country: countryField.optional(),
  accountNumber: accountNumber.optional(),
  iban: iban.optional(),
  swiftBicCode: swiftBicCode.optional(),
  metadata: metadataField.nullish(),
});

/** POST /api/payments/v3/bank-accounts. */
export const createBankAccountV3 = details.superRefine(orNumber);
export type CreateBankAccount = z.output<typeof createBankAccountV3>;

/** POST /api/payments/bank-accounts (v1): with a connector it is handed to that one at once. */
export const createBankAccountV1 = details
  .extend({ country: countryField, connectorID: connectorIdField.optional() })
  .superRefine(orNumber);

function orNumber(given: { accountNumber?: unknown; iban?: unknown }, ctx: z.RefinementCtx): void {
  if (given.accountNumber !== undefined || given.iban !== undefined) return;
  ctx.addIssue({ code: "custom", path: ["accountNumber"], message: "or iban must be given" });
}

/** POST …/forward. */
export const forwardBody = z.object({ connectorID: connectorIdField });

/** PATCH …/metadata. */
export const bankAccountMetadataBody = z.object({
  metadata: metadataField.refine((metadata) => Object.keys(metadata).length > 0, {
    error: "must have at least one key",
  }),
});
