import { z } from "zod";
import { minorUnits, spelledId, unixSeconds } from "@/lib/http/answer-fields";
import { COMMISSION_STATES, PARTNERSHIP_STATES, REFERRAL_STATES } from "@/lib/referrals/referrals/states";

const currency = z.string().regex(/^[a-z]{3}$/);
const basisPoints = z.int().min(0).max(10_000);

/** The request as stored: no status, no times, and what was not sent is not there. Referral contract. */
export const paymentResource = resource(
  "payment",
  "pay",
  z.object({
    referral_uid: z.string().optional(),
    referral_id: z.string().optional(),
    referral_email: z.string().optional(),
    amount: minorUnits,
    currency,
    idempotency_key: z.string(),
    subscription_id: z.string().optional(),
    interval: z.enum(["month", "year"]).optional(),
    interval_count: minorUnits.meta({ description: "How many months or years." }).optional(),
  }),
);
export type PaymentResource = z.infer<typeof paymentResource>;

export const referralResource = resource(
  "referral",
  "ref",
  z.object({
    email: z.string().nullable(),
    uid: z.string().nullable(),
    state: z.enum(REFERRAL_STATES),
    state_set_at: unixSeconds,
    created_at: unixSeconds,
    updated_at: unixSeconds,
  }),
);
export type ReferralResource = z.infer<typeof referralResource>;

export const partnerResource = resource(
  "partner",
  "ptr",
  z.object({
    name: z.string(),
    email: z.string(),
    slug: z.string(),
    paypal_email: z.string().optional(),
    created_at: unixSeconds,
  }),
);
export type PartnerResource = z.infer<typeof partnerResource>;

const percent = { type: z.literal("percent"), basis_points: basisPoints };
const flat = { type: z.literal("flat"), amount: minorUnits, currency };
const once = { recurrence: z.literal("first_payment") };
const months = { recurrence: z.literal("months"), months: z.int() };
const lifetime = { recurrence: z.literal("lifetime") };

const terms = z.union([
  z.object({ ...percent, ...once }),
  z.object({ ...percent, ...months }),
  z.object({ ...percent, ...lifetime }),
  z.object({ ...flat, ...once }),
  z.object({ ...flat, ...months }),
  z.object({ ...flat, ...lifetime }),
]);

export const partnershipResource = resource(
  "partnership",
  "psh",
  z.object({
    partner_id: spelledId("ptr"),
    state: z.enum(PARTNERSHIP_STATES),
    state_set_at: unixSeconds,
    commission: terms,
    hold_days: z.int(),
    referral_expiry_days: z.int(),
    minimum_payout: minorUnits,
    created_at: unixSeconds,
  }),
);
export type PartnershipResource = z.infer<typeof partnershipResource>;

const held = { hold_days: z.int() };

/** What a commission was worked out by; a clawback names the commission it takes back from. */
const rule = z.union([
  z.object({ ...percent, ...once, ...held }),
  z.object({ ...percent, ...months, ...held }),
  z.object({ ...percent, ...lifetime, ...held }),
  z.object({ ...flat, ...once, ...held }),
  z.object({ ...flat, ...months, ...held }),
  z.object({ ...flat, ...lifetime, ...held }),
  z.object({
    type: z.literal("clawback"),
    commission_id: spelledId("com"),
    refunded: minorUnits,
    remaining: minorUnits,
  }),
]);

export const commissionResource = resource(
  "commission",
  "com",
  z.object({
    payment_id: spelledId("pay"),
    referral_id: spelledId("ref"),
    partnership_id: spelledId("psh"),
    amount: minorUnits,
    currency,
    state: z.enum(COMMISSION_STATES),
    rule,
    created_at: unixSeconds,
    state_set_at: unixSeconds,
  }),
);
export type CommissionResource = z.infer<typeof commissionResource>;

function resource<const Type extends string, Attributes extends z.ZodType>(
  type: Type,
  prefix: string,
  attributes: Attributes,
) {
  const name = `Referral${type.charAt(0).toUpperCase()}${type.slice(1)}`;
  return z.object({ id: spelledId(prefix), type: z.literal(type), attributes }).meta({ id: name });
}

/** `{"data": …}`: one resource, or a list of them. */
export function data<Schema extends z.ZodType>(schema: Schema) {
  return z.object({ data: schema });
}

export const okAnswer = z.object({ message: z.literal("ok") });

/** Every bad field by name. */
export const fieldErrors = z
  .object({
    errors: z
      .array(z.object({ title: z.string(), details: z.record(z.string(), z.array(z.string()).min(1)) }))
      .length(1),
  })
  .meta({ id: "ReferralFieldErrors" });

export const plainErrors = z
  .object({ errors: z.array(z.object({ title: z.string(), details: z.string() })).length(1) })
  .meta({ id: "ReferralErrors" });

/** `/api/v2` is flat where its contract says so. */
export const flatError = z.object({ error: z.string() }).meta({ id: "ReferralFlatError" });
