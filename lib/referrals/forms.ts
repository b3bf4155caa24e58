import { z } from "zod";
import { CURRENCY_CODES, exponentOf } from "@/lib/money/currencies";
import { AMOUNT_MINOR_MAX } from "@/lib/money/decimal";
import { amountRule, asTyped, parseMoney, parseNumber } from "@/lib/money/format";
import { emailField } from "@/lib/text/email-address";
import {
  IDEMPOTENCY_KEY_LENGTH_MAX,
  IDENTIFIER_LENGTH_MAX,
  INTERVAL_COUNT_MAX,
  NAME_LENGTH_MAX,
} from "./fields";
import { BASIS_POINTS_MAX, CENTS_DECIMALS, DAYS_MAX, MONTHS_MAX } from "./terms";

/** What the console's forms send: text as people type it, told in sentences. Pure: the browser imports it. */
const line = (empty: string, max = NAME_LENGTH_MAX) =>
  z.string().trim().min(1, empty).max(max, `Use at most ${max} characters.`);

const whole = (max: number, min = 0) =>
  z
    .string()
    .trim()
    .regex(/^\d{1,9}$/, "Type a whole number.")
    .transform(Number)
    .refine((value) => value >= min && value <= max, `Type a number from ${min} to ${max}.`);

export const PartnerForm = z.object({
  formId: z.uuid(),
  merchantId: z.string(),
  name: line("Type a name."),
  email: emailField("Type an e-mail address, such as rosa@example.com."),
  slug: line("Type what their links carry.", 100).regex(/^[\w.~-]+$/, "Use letters, digits, - . _ or ~."),
});

const PERCENT_DECIMALS = 2;
const currency = z.enum(CURRENCY_CODES, "Choose a currency.");

/** "12.5" per cent as 1250 hundredths of one. */
const percent = (locale: string) =>
  z.string().transform((text, ctx) => {
    const basisPoints = parseNumber(text, PERCENT_DECIMALS, locale);
    if (basisPoints !== null && basisPoints >= 0n && basisPoints <= BASIS_POINTS_MAX)
      return Number(basisPoints);
    ctx.addIssue({
      code: "custom",
      message: `Type a percentage from 0 to 100, such as ${asTyped(125n, 1, locale)}.`,
    });
    return z.NEVER;
  });

/**
 * An amount of whatever currency is paid out, typed as of one with cents; of one without, its minor units are whole: what
 * is typed as 50.00 is 5000 yen.
 */
const ofAnyCurrency = (locale: string) =>
  z.string().transform((text, ctx) => {
    const minor = parseNumber(text, CENTS_DECIMALS, locale);
    if (minor !== null && minor >= 0n && minor <= AMOUNT_MINOR_MAX) return minor;
    ctx.addIssue({ code: "custom", message: amountRule(CENTS_DECIMALS, locale) });
    return z.NEVER;
  });

/** Numbers are typed as `locale` writes them. */
export const partnershipForm = (locale: string) =>
  z.object({
    formId: z.uuid(),
    partnerId: z.string(),
    state: z.enum(["accepted", "pending"]),
    rate: z.discriminatedUnion("type", [
      z.object({ type: z.literal("percent"), percent: percent(locale) }),
      z.object({ type: z.literal("flat"), amount: z.string(), currency }).transform((rate, ctx) => {
        const amountMinor = parseMoney(rate.amount, rate.currency, locale);
        if (amountMinor !== null && amountMinor >= 0n) return { ...rate, amountMinor };
        ctx.addIssue({
          code: "custom",
          path: ["amount"],
          message: amountRule(exponentOf(rate.currency), locale),
        });
        return z.NEVER;
      }),
    ]),
    recurrence: z.discriminatedUnion("recurrence", [
      z.object({ recurrence: z.literal("first_payment") }),
      z.object({ recurrence: z.literal("months"), months: whole(MONTHS_MAX, 1) }),
      z.object({ recurrence: z.literal("lifetime") }),
    ]),
    holdDays: whole(DAYS_MAX),
    expiryDays: whole(DAYS_MAX),
    minimum: ofAnyCurrency(locale),
  });
export type PartnershipForm = z.output<ReturnType<typeof partnershipForm>>;

/** The amount is typed as `locale` writes it. */
export const recordPaymentForm = (locale: string) =>
  z
    .object({
      merchantId: z.string(),
      referralId: z.string().min(1, "Choose who paid."),
      amount: z.string().trim(),
      currency,
      /** The day it was paid, where whoever records it is. */
      paidOn: z.iso.date("Choose the day it was paid."),
      subscription: z
        .object({
          reference: line("Type the subscription’s id.", IDENTIFIER_LENGTH_MAX),
          interval: z.enum(["month", "year"]),
          intervalCount: whole(Number(INTERVAL_COUNT_MAX), 1),
        })
        .nullable(),
      /** Minted when the form is shown: the same form sent twice records one payment. */
      idempotencyKey: z.string().min(1).max(IDEMPOTENCY_KEY_LENGTH_MAX),
    })
    .transform((form, ctx) => {
      const amountMinor = parseMoney(form.amount, form.currency, locale);
      if (amountMinor !== null && amountMinor > 0n) return { ...form, amountMinor };
      ctx.addIssue({
        code: "custom",
        path: ["amount"],
        message: amountRule(exponentOf(form.currency), locale),
      });
      return z.NEVER;
    });
