import { z } from "zod";
import { CHECKOUT_CURRENCIES, CHECKOUT_PRECISION } from "@/lib/money/checkout-currencies";
import { parseDecimal } from "@/lib/money/decimal";

export const MERCHANT_NAME_CHARACTERS_MAX = 100;

/** What one checkout payment may come to: 1.00 to a million, 5 000.00 unless the merchant is given another limit. */
export const PAYMENT_LIMIT_MINOR_MIN = 100n;
export const PAYMENT_LIMIT_MINOR_MAX = 100_000_000n;
export const PAYMENT_LIMIT_MINOR_DEFAULT = 500_000n;

export const MERCHANTS_PER_PAGE = 50;

/** What a merchant is made of; the set-up page picks from it. */
const fields = {
  name: z
    .string()
    .trim()
    .min(1, "Give the merchant a name. Customers see it on the payment page.")
    .max(MERCHANT_NAME_CHARACTERS_MAX, `At most ${MERCHANT_NAME_CHARACTERS_MAX} characters.`),
  logoColor: z
    .string()
    .trim()
    .toLowerCase()
    .regex(/^#[0-9a-f]{6}$/, "A colour such as #1a6b4f."),
  defaultCurrency: z.enum(CHECKOUT_CURRENCIES, "Choose one of the currencies."),
  paymentLimit: z
    .string()
    .trim()
    .transform((text, check) => {
      const minor = parseDecimal(text.replaceAll(",", ""), CHECKOUT_PRECISION);
      if (minor !== null && minor >= PAYMENT_LIMIT_MINOR_MIN && minor <= PAYMENT_LIMIT_MINOR_MAX)
        return minor;
      check.addIssue({ code: "custom", message: "An amount from 1.00 to 1000000.00, such as 5000.00." });
      return z.NEVER;
    }),
};

/** `id` is minted when the form is shown, so that the same form sent twice makes one merchant. */
export const CreateMerchant = z.object({ id: z.uuid(), ...fields });
export type CreateMerchant = z.output<typeof CreateMerchant>;

export const UpdateMerchant = z.object({ id: z.uuid(), ...fields });
export type UpdateMerchant = z.output<typeof UpdateMerchant>;

export const NameMerchant = z.object({ id: z.uuid() });
export type NameMerchant = z.output<typeof NameMerchant>;

/** `replaces` is the version the form showed: the same form sent twice rotates once. */
export const RotateRedirectSecret = z.object({ id: z.uuid(), replaces: z.coerce.number().int() });
export type RotateRedirectSecret = z.output<typeof RotateRedirectSecret>;

/** Merchants made after the one named, in the order they were made. */
export const ListMerchants = z.object({ after: z.uuid().nullable() });
export type ListMerchants = z.output<typeof ListMerchants>;
