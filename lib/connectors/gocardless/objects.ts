import { z } from "zod";

/** GoCardless's objects, as far as they are gone by here. What else they say is left out, the customer's details first. */
const metadata = z.record(z.string(), z.unknown()).nullish();
const when = z.string();

export const paymentForm = z.object({
  id: z.string(),
  status: z.string(),
  amount: z.number().int(),
  amount_refunded: z.number().int().nullish(),
  currency: z.string(),
  charge_date: z.iso.date().nullish(),
  created_at: when,
  metadata,
  links: z.object({ mandate: z.string().nullish() }),
});

export const mandateForm = z.object({
  id: z.string(),
  status: z.string(),
  scheme: z.string().nullish(),
  metadata,
  links: z.object({ customer_bank_account: z.string().nullish(), new_mandate: z.string().nullish() }),
});

export const billingRequestForm = z.object({
  id: z.string(),
  status: z.string(),
  metadata,
  links: z.object({ mandate_request_mandate: z.string().nullish() }).nullish(),
});

export const flowForm = z.object({ id: z.string(), authorisation_url: z.url() });

export const refundForm = z.object({
  id: z.string(),
  status: z.string(),
  amount: z.number().int(),
  currency: z.string(),
  created_at: when,
  metadata,
  links: z.object({ payment: z.string().nullish() }),
});

export const payoutForm = z.object({
  id: z.string(),
  status: z.string(),
  amount: z.number().int(),
  deducted_fees: z.number().int().nullish(),
  currency: z.string(),
  arrival_date: z.iso.date().nullish(),
  created_at: when,
});

export const bankAccountForm = z.object({
  id: z.string(),
  account_number_ending: z.string().nullish(),
  bank_name: z.string().nullish(),
});

export const creditorForm = z.object({
  id: z.string(),
  name: z.string(),
  verification_status: z.string().nullish(),
  can_create_refunds: z.boolean().nullish(),
  scheme_identifiers: z.array(z.object({ currency: z.string().nullish() })).nullish(),
});

export const eventForm = z.object({
  id: z.string(),
  created_at: z.iso.datetime({ offset: true }),
  resource_type: z.string(),
  action: z.string(),
  details: z.object({ origin: z.string().nullish(), cause: z.string().nullish() }).nullish(),
  links: z.record(z.string(), z.unknown()),
});

/** By the name that GoCardless wraps them in, and lists them under. */
export const FORMS = {
  payments: paymentForm,
  mandates: mandateForm,
  billing_requests: billingRequestForm,
  billing_request_flows: flowForm,
  refunds: refundForm,
  customer_bank_accounts: bankAccountForm,
  creditors: creditorForm,
  events: eventForm,
  payouts: payoutForm,
};

export type Kind = keyof typeof FORMS;
export type Of<Name extends Kind> = z.output<(typeof FORMS)[Name]>;

const ownIdForm = z.uuid();

/** Our own id in an object's metadata. An account may have objects of other systems, with names of their own for them. */
export function ownIdIn(
  object: { metadata?: Record<string, unknown> | null },
  name: "attempt_id" | "mandate_id",
) {
  return ownIdForm.safeParse(object.metadata?.[name]).data ?? null;
}
