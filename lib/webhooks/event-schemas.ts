import { z } from "zod";
import { PAYMENT_CATEGORIES, PAYMENT_DIRECTIONS } from "@/lib/payments/category";
import { PAYMENT_KINDS } from "@/lib/payments/status";
import { EVENT_TYPES } from "./event-types";

const id = z.string().min(1);
const text = z.string().nullable();
/** Minor units of `currency`, as digits: an amount may be greater than what JSON's readers keep exactly. */
const amountMinor = z.string().regex(/^-?\d+$/);
const currency = z.string();
/** Absent only where an event is no merchant's. */
const merchantId = id.optional();

const payment = z.object({
  id,
  merchantId,
  kind: z.enum(PAYMENT_KINDS),
  /** What the payment is. */
  type: z.enum(PAYMENT_CATEGORIES),
  /** Which way its money goes: an amount has no sign. */
  direction: z.enum(PAYMENT_DIRECTIONS),
  status: z.string(),
  amountMinor,
  currency,
  precision: z.int(),
  reference: z.string(),
  sequence: z.int(),
  /** By when the first of its open disputes is to be answered; absent where it is not disputed, or nobody said. */
  respondBy: z.iso.datetime().optional(),
});

/** What every event of a payment says of it. Events of older releases that tell of a part of it lack them. */
const about = payment.pick({ type: true, direction: true, reference: true }).partial();

const metadataUpdated = payment
  .pick({ id: true, merchantId: true, kind: true, status: true })
  .extend(about.shape);

/** `dispute`: the provider's name of it. */
const evidenceSent = metadataUpdated.extend({ dispute: z.string() });

const link = z.object({
  id,
  paymentId: id,
  merchantId,
  status: z.string(),
  amountMinor,
  currency,
  reference: text,
});

const consequence = about.extend({
  id,
  paymentId: id,
  merchantId,
  rule: z.string(),
  reason: z.string(),
  retryId: id.optional(),
  /** The retry's `reference`. */
  retryReference: z.string().optional(),
  retryNumber: z.int().optional(),
  dueAt: z.iso.datetime().optional(),
});

const rescheduled = about.extend({
  id,
  merchantId,
  from: z.iso.datetime(),
  to: z.iso.datetime(),
  version: z.int(),
  reason: text,
});

/** Which method it went by and goes by now, as the policy door knows them, and how it is collected now. */
const methodChanged = about.extend({ id, merchantId, from: id, to: id, collectionType: z.string() });

const asyncRefused = z.object({
  id,
  merchantId,
  index: z.int(),
  /** `code` is stable; absent where the whole request was refused (`index` is -1), and in events of older releases. */
  errors: z.array(z.object({ path: z.string(), code: z.string().optional(), message: z.string() })),
});

/** With the rule and the payment where a failed payment was the cause, with the new status where somebody set it. */
const paymentMethod = z.object({
  id,
  merchantId,
  status: z.string().optional(),
  reason: text.optional(),
  rule: z.string().optional(),
  paymentId: id.optional(),
  /** The payment's `reference`. */
  paymentReference: z.string().optional(),
  paymentMethodId: id.optional(),
  blockedReason: text.optional(),
});

/** Nothing of the person: whoever may know asks the door. */
const policyholder = z.object({ id, merchantId, type: z.enum(["individual", "company"]) });

const coupon = z.object({
  id,
  merchantId,
  policyId: id,
  couponType: z.enum(["ad_hoc", "payment_holiday"]),
  status: z.string(),
  /** Null of a payment holiday that is not redeemed. */
  amountMinor: amountMinor.nullable(),
  reason: text,
});

const policy = z.object({
  id,
  merchantId,
  policyNumber: z.string(),
  policyholderId: id,
  status: z.string(),
  previousStatus: z.string(),
  billingDay: z.int(),
  reason: text,
});

const state = z.object({ id, merchantId, previousState: text, state: z.string(), reason: text });

const customer = z.object({ id, merchantId });

const commission = state.extend({
  kind: z.enum(["commission", "clawback"]),
  amountMinor,
  currency,
  paymentId: id,
  partnerId: id,
  referralId: id,
});

const payoutRun = z.object({
  id,
  merchantId,
  from: z.iso.date(),
  through: z.iso.date(),
  /** The partner whom the run pays alone. Events of older releases lack it. */
  partnerId: id.nullish(),
  partners: z.int(),
  carriedOver: z.int(),
});

const payoutLine = z.object({
  id,
  merchantId,
  payoutRunId: id,
  partnerId: id,
  amountMinor: z.string(),
  currency: z.string(),
  precision: z.int(),
  /** Why it failed. */
  reason: z.string().nullable(),
});

const test = z.object({ id, merchantId, message: z.string() });

/** The schema of an event's `data`. Every event of the catalogue has one; throws for a type that is none. */
export function dataSchemaOf(type: string): z.ZodObject {
  const [object] = type.split(".", 1);
  if (type === "payment.metadata_updated") return metadataUpdated;
  if (type === "payment.evidence_sent") return evidenceSent;
  if (type === "payment.rescheduled") return rescheduled;
  if (type === "payment.method_changed") return methodChanged;
  if (type.startsWith("payment.async_")) return asyncRefused;
  if (CONSEQUENCES.has(type)) return consequence;
  switch (object) {
    case "payment":
      return payment;
    case "checkout_link":
      return link;
    case "payment_method":
      return paymentMethod;
    case "payment_coupon":
      return coupon;
    case "policy":
      return policy;
    case "policyholder":
      return policyholder;
    case "customer":
      return customer;
    case "commission":
      return commission;
    case "referral":
    case "partnership":
      return state;
    case "payout_run":
      return payoutRun;
    case "payout_line":
      return payoutLine;
    case "webhook":
      return test;
    default:
      throw new Error(`No event has the type "${type}".`);
  }
}

const CONSEQUENCES = new Set(["payment.retry_scheduled", "payment.retries_exhausted", "payment.not_retried"]);

/** The whole message of one type: what is posted to an endpoint. */
export function messageSchemaOf(type: string) {
  return z.object({ type: z.literal(type), timestamp: z.iso.datetime(), data: dataSchemaOf(type).strict() });
}

/** Why a message is not what the catalogue says, or null when it is. */
export function messageFault(payload: string): string | null {
  const message = JSON.parse(payload) as { type: string };
  if (!EVENT_TYPES.some(({ type }) => type === message.type))
    return `${message.type} is not in the catalogue`;
  const { success, error } = messageSchemaOf(message.type).safeParse(message);
  return success ? null : `${message.type}: ${z.prettifyError(error)}`;
}
