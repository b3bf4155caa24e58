import { z } from "zod";
import { CHECKOUT_CURRENCIES, CHECKOUT_PRECISION } from "@/lib/money/checkout-currencies";
import { asTyped, DEFAULT_LOCALE, parseNumber } from "@/lib/money/format";
import { isEmptyOrVisible, VISIBLE_RULE } from "@/lib/text/visible-name";
import type { Undefinable } from "@/lib/verb/given";
import {
  MERCHANT_NAME_CHARACTERS_MAX,
  PAYMENT_LIMIT_MINOR_DEFAULT,
  PAYMENT_LIMIT_MINOR_MAX,
  PAYMENT_LIMIT_MINOR_MIN,
} from "./limits";

/** What a merchant is made of, its limit typed as `locale` writes numbers; the set-up page picks from it. */
const fieldsIn = (locale: string) => ({
  name: z
    .string()
    .trim()
    .min(1, "Give the merchant a name. Customers see it on the payment page.")
    .refine(isEmptyOrVisible, VISIBLE_RULE)
    .max(MERCHANT_NAME_CHARACTERS_MAX, `At most ${MERCHANT_NAME_CHARACTERS_MAX} characters.`),
  logoColor: z
    .string()
    .trim()
    .toLowerCase()
    .regex(/^#[0-9a-f]{6}$/, "A colour such as #1a6b4f."),
  defaultCurrency: z.enum(CHECKOUT_CURRENCIES, "Choose one of the currencies."),
  paymentLimit: z.string().transform((text, check) => {
    const minor = parseNumber(text, CHECKOUT_PRECISION, locale);
    if (minor !== null && minor >= PAYMENT_LIMIT_MINOR_MIN && minor <= PAYMENT_LIMIT_MINOR_MAX) return minor;
    check.addIssue({ code: "custom", message: limitRule(locale) });
    return z.NEVER;
  }),
});

function limitRule(locale: string): string {
  const [least, most, usual] = [
    PAYMENT_LIMIT_MINOR_MIN,
    PAYMENT_LIMIT_MINOR_MAX,
    PAYMENT_LIMIT_MINOR_DEFAULT,
  ].map((minor) => asTyped(minor, CHECKOUT_PRECISION, locale));
  return `An amount from ${least} to ${most}, such as ${usual}.`;
}

/** The form of a merchant. `id` is minted when it is shown, so that the same form sent twice makes one. */
export const merchantForm = (locale: string) => z.object({ id: z.uuid(), ...fieldsIn(locale) });
export const CreateMerchant = merchantForm(DEFAULT_LOCALE);
export type CreateMerchant = z.output<typeof CreateMerchant>;

/** The form that changes a merchant: `seen` is how it stood when the form was opened. */
export const changedMerchantForm = (locale: string) => merchantForm(locale).extend({ seen: z.string() });
/** What of a merchant is changed: what is left out stays as it is. */
export interface UpdateMerchant extends Undefinable<Omit<CreateMerchant, "id">> {
  id: string;
  seen?: string;
}

export const NameMerchant = z.object({ id: z.uuid() });
export type NameMerchant = z.output<typeof NameMerchant>;

/** `replaces` is the version the form showed: the same form sent twice rotates once. */
export const RotateRedirectSecret = z.object({ id: z.uuid(), replaces: z.coerce.number().int() });
export type RotateRedirectSecret = z.output<typeof RotateRedirectSecret>;

/** Merchants made after the one named, in the order they were made. */
export const ListMerchants = z.object({ after: z.uuid().nullable() });
export type ListMerchants = z.output<typeof ListMerchants>;
