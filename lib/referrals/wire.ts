import { z } from "zod";
import { COMMISSION_STATES, PARTNERSHIP_STATES, REFERRAL_STATES } from "@/lib/referrals/referrals/states";
import { emailField } from "@/lib/text/email-address";
import {
  amountField,
  countUpTo,
  currencyField,
  filled,
  IDEMPOTENCY_KEY_LENGTH_MAX,
  IDENTIFIER_LENGTH_MAX,
  INTERVAL_COUNT_MAX,
  integerUpTo,
  missingOr,
  NAME_LENGTH_MAX,
  termAmountField,
} from "./fields";
import { momentField } from "./moment-field";
import { BASIS_POINTS_MAX, DAYS_MAX, MONTHS_MAX, RECURRENCES } from "./terms";

const email = emailField(missingOr("must be an e-mail address"));

const IDENTIFIERS = ["referral_uid", "referral_id", "referral_email"] as const;

const identifiers = z.object({
  referral_uid: filled(IDENTIFIER_LENGTH_MAX).optional(),
  referral_id: filled(IDENTIFIER_LENGTH_MAX).optional(),
  referral_email: filled(IDENTIFIER_LENGTH_MAX).optional(),
});
export type ReferralIdentifiers = z.output<typeof identifiers>;

/** The body of POST /api/v1/referrals/churn. */
export const churnBody = identifiers.check(z.superRefine(oneIdentifierAtLeast, { when: () => true }));

/** The body of POST /api/v1/payments. Every bad field is told at once, a missing identifier as `referral`. */
export const paymentBody = identifiers
  .extend({
    amount: amountField,
    currency: currencyField,
    idempotency_key: filled(IDEMPOTENCY_KEY_LENGTH_MAX),
    subscription_id: filled(IDENTIFIER_LENGTH_MAX).optional(),
    interval: z.enum(["month", "year"], { error: "must be one of: month, year" }).optional(),
    interval_count: integerUpTo(INTERVAL_COUNT_MAX)
      .meta({ minimum: 1, maximum: Number(INTERVAL_COUNT_MAX) })
      .refine((value) => value > 0n, { error: "must be greater than 0" })
      .optional(),
  })
  .check(z.superRefine(oneIdentifierAtLeast, { when: () => true }));
export type PaymentBody = z.output<typeof paymentBody>;

/** The body of POST /api/v1/refunds: the key the payment was created with. */
export const refundBody = z.object({ payment_id: filled(IDEMPOTENCY_KEY_LENGTH_MAX) });

/** The body of POST /api/v2/tracking/conversion. */
export const conversionBody = z
  .object({
    affiliate_slug: filled(NAME_LENGTH_MAX),
    email: email.optional(),
    uid: filled(IDENTIFIER_LENGTH_MAX).optional(),
  })
  .refine(({ email, uid }) => email !== undefined || uid !== undefined, {
    path: ["email"],
    error: "is missing",
  });
export type ConversionBody = z.output<typeof conversionBody>;

/** The body of POST /api/v1/partners. */
export const partnerBody = z.object({
  name: filled(NAME_LENGTH_MAX),
  email,
  paypal_email: email.optional(),
  slug: filled(100).regex(/^[\w.~-]+$/, { error: "must be letters, digits, - . _ or ~" }),
});
export type PartnerBody = z.output<typeof partnerBody>;

const recurrence = z.discriminatedUnion(
  "recurrence",
  [
    z.object({ recurrence: z.literal("first_payment") }),
    z.object({
      recurrence: z.literal("months"),
      months: countUpTo(MONTHS_MAX).refine((months) => months > 0, { error: "must be greater than 0" }),
    }),
    z.object({ recurrence: z.literal("lifetime") }),
  ],
  { error: choice("recurrence", RECURRENCES) },
);

const rate = z.discriminatedUnion(
  "type",
  [
    z.object({ type: z.literal("percent"), basis_points: countUpTo(BASIS_POINTS_MAX) }),
    z.object({ type: z.literal("flat"), amount: termAmountField, currency: currencyField }),
  ],
  { error: choice("type", ["percent", "flat"]) },
);

/** The body of POST /api/v1/partnerships. */
export const partnershipBody = z.object({
  partner_id: filled(IDENTIFIER_LENGTH_MAX),
  commission: z.intersection(rate, recurrence),
  hold_days: countUpTo(DAYS_MAX),
  referral_expiry_days: countUpTo(DAYS_MAX),
  minimum_payout: termAmountField,
});
export type PartnershipBody = z.output<typeof partnershipBody>;

export const partnershipStateBody = z.object({
  state: z.enum(PARTNERSHIP_STATES, { error: missingOr(`must be one of: ${PARTNERSHIP_STATES.join(", ")}`) }),
});

export const referralStateBody = z.object({
  state: z.literal("rejected", { error: missingOr("must be one of: rejected") }),
});

export const PER_PAGE_MAX = 50;
const WHOLE_NUMBER = "must be an integer";

const whole = (max: number, shown: object) =>
  z
    .string()
    .regex(/^\d{1,12}$/, { error: WHOLE_NUMBER })
    .meta({ type: "integer", ...shown })
    .transform(Number)
    .refine((value) => value <= max, { error: `must be at most ${max}` });

const position = (max: number, initial: number) =>
  whole(max, { minimum: 1, default: initial }).refine((value) => value > 0, {
    error: "must be greater than 0",
  });

/** The query of the four lists. Times in Unix seconds once parsed; more than PER_PAGE_MAX on a page is PER_PAGE_MAX. */
function listQuery<State extends string>(states: readonly State[]) {
  return z.object({
    state_eq: z.enum(states, { error: `must be one of: ${states.join(", ")}` }).optional(),
    created_at_gt: momentField.optional(),
    created_at_lt: momentField.optional(),
    page: position(1_000_000, 1).default(1),
    per_page: position(999_999_999_999, PER_PAGE_MAX)
      .transform((value) => Math.min(value, PER_PAGE_MAX))
      .default(PER_PAGE_MAX),
  });
}

const equal = filled(NAME_LENGTH_MAX).meta({ description: "Exactly." }).optional();
const sameAddress = filled(NAME_LENGTH_MAX).meta({ description: "The address, without case." }).optional();

export const partnersQuery = listQuery(PARTNERSHIP_STATES).extend({
  name_eq: equal,
  email_eq: sameAddress,
  paypal_email_eq: sameAddress,
});
export const partnershipsQuery = listQuery(PARTNERSHIP_STATES);
export const referralsQuery = listQuery(REFERRAL_STATES).extend({
  email_eq: sameAddress,
  state_set_at_gt: momentField.optional(),
  state_set_at_lt: momentField.optional(),
});
export const commissionsQuery = listQuery(COMMISSION_STATES);

function oneIdentifierAtLeast(body: unknown, ctx: z.RefinementCtx): void {
  if (typeof body !== "object" || body === null) return;
  if (IDENTIFIERS.some((name) => name in body && body[name as keyof typeof body] !== undefined)) return;
  ctx.addIssue({ code: "custom", path: ["referral"], message: "is missing" });
}

// The words of a union that is told apart by one field: of that field, or of what should hold it.
function choice(field: string, options: readonly string[]) {
  return (issue: { code?: string; input?: unknown }) => {
    if (issue.code !== "invalid_union") return missingOr("must be an object")(issue);
    const given = (issue.input as Record<string, unknown>)[field];
    return given === undefined ? "is missing" : `must be one of: ${options.join(", ")}`;
  };
}
