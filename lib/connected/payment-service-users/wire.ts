import { z } from "zod";
import { countryField, nameField } from "@/lib/connected/bank-accounts/wire";
import { metadataField } from "@/lib/connected/fields";
import { emailField } from "@/lib/text/email-address";

export const USER_BANK_ACCOUNTS_MAX = 100;
const ADDRESS_PART_CHARACTERS_MAX = 200;
const PHONE_CHARACTERS_MAX = 50;

const part = z
  .string({ error: "must be a string" })
  .max(ADDRESS_PART_CHARACTERS_MAX, { error: `must have at most ${ADDRESS_PART_CHARACTERS_MAX} characters` })
  .optional();

const phoneNumber = z
  .string({ error: "must be a string" })
  .meta({ pattern: "^[+]?[0-9 ()./-]+$" })
  .max(PHONE_CHARACTERS_MAX, { error: `must have at most ${PHONE_CHARACTERS_MAX} characters` })
  .regex(/^\+?[\d ()./-]*\d[\d ()./-]*$/, { error: "must be a telephone number" });

const AN_OBJECT = { error: "must be an object" };

const contactDetails = z.object(
  { email: emailField("must be an e-mail address").optional(), phoneNumber: phoneNumber.optional() },
  AN_OBJECT,
);
export type ContactDetails = z.output<typeof contactDetails>;

const address = z.object(
  {
    streetNumber: part,
    streetName: part,
    city: part,
    region: part,
    postalCode: part,
    country: countryField.optional(),
  },
  AN_OBJECT,
);
export type UserAddress = z.output<typeof address>;

/** POST /api/payments/v3/payment-service-users. */
export const createUserBody = z.object({
  name: nameField,
  contactDetails: contactDetails.optional(),
  address: address.optional(),
  bankAccountIDs: z
    .array(z.string({ error: "must be a string" }), { error: "must be an array of bank accounts' ids" })
    .max(USER_BANK_ACCOUNTS_MAX, { error: `must have at most ${USER_BANK_ACCOUNTS_MAX} bank accounts` })
    .nullish(),
  metadata: metadataField.nullish(),
});
export type CreateUser = z.output<typeof createUserBody>;
