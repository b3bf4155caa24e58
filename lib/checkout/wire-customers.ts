import { z } from "zod";
import { readAnyId } from "@/lib/ids";
import { emailField } from "@/lib/text/email-address";
import { isEmptyOrVisible } from "@/lib/text/visible-name";
import { metadataField, requiredOr, text } from "./fields";
import { REFERENCE_LENGTH_MAX } from "./limits";
import { pageQuery } from "./wire";

export const NAME_LENGTH_MAX = 255;
/** The least of a name or an address that is searched for. */
export const SEARCHED_LENGTH_MIN = 3;
export const PHONE_LENGTH_MAX = 40;
const ADDRESS_LENGTH_MAX = 255;
const TAX_ID_LENGTH_MAX = 100;
const TAX_RATES_MAX = 100;

const email = emailField(requiredOr("must be an e-mail address"));
const line = text(ADDRESS_LENGTH_MAX).optional();

export const addressField = z.object(
  {
    line1: line,
    line2: line,
    city: line,
    state: line,
    country: z
      .string({ error: "must be a string" })
      .regex(/^[A-Za-z]{2}$/, { error: "must be a country of ISO 3166 in two letters" })
      .optional(),
    zipCode: line,
  },
  { error: requiredOr("must be an object with line1, city, country and zipCode") },
);

const rate = z
  .number({ error: "must be a percentage from 0 to 100" })
  .min(0, { error: "must be a percentage from 0 to 100" })
  .max(100, { error: "must be a percentage from 0 to 100" });

const taxRates = z
  .record(z.string(), rate, { error: "must be an object of percentages" })
  .refine((rates) => Object.keys(rates).length <= TAX_RATES_MAX, {
    error: `must have at most ${TAX_RATES_MAX} entries`,
    params: { code: "too_big" },
  });

const choice = z.boolean({ error: "must be true or false" }).optional();
const notificationSettings = z.object(
  { invoiceIssued: choice, invoicePaid: choice, renewalReminder: choice },
  { error: "must be an object of invoiceIssued, invoicePaid and renewalReminder" },
);

// It is what the customer is known by in every list.
const shownName = text(NAME_LENGTH_MAX, 1).refine(isEmptyOrVisible, {
  error: "must have at least one character that can be seen",
  params: { code: "invalid_value" },
});

const consumer = z.object(
  { name: shownName, email, phone: text(PHONE_LENGTH_MAX).optional(), address: addressField },
  { error: "must be an object with name, email and address" },
);

const ours = { name: shownName, email };

/** A new customer as the console's form has it. */
export const namedCustomer = z.object({
  ...ours,
  externalId: text(REFERENCE_LENGTH_MAX, 1).optional(),
  metadata: metadataField.optional(),
  merchantId: text(REFERENCE_LENGTH_MAX, 1),
});

/**
 * The body of POST /v0/customers: the original's `consumer` (somebody new) or `consumerId` (somebody who is a customer
 * already), or our `name` and `email`. Checkout contract.
 */
export function createCustomerBody({ merchantRequired }: { merchantRequired: boolean }) {
  const merchantId = text(REFERENCE_LENGTH_MAX, 1);
  return z
    .object({
      ...namedCustomer.partial().shape,
      consumer: consumer.optional(),
      consumerId: text(REFERENCE_LENGTH_MAX, 1).optional(),
      merchantId: merchantRequired ? merchantId : merchantId.optional(),
      taxId: text(TAX_ID_LENGTH_MAX).optional(),
      taxRates: taxRates.optional(),
      notificationSettings: notificationSettings.optional(),
    })
    .check(z.superRefine(saysWho, { when: () => true }));
}
export type CreateCustomerBody = z.output<ReturnType<typeof createCustomerBody>>;

/** Somebody is named once: by `consumer`, by `consumerId`, or by our `name` and `email`. */
function saysWho(body: unknown, ctx: z.RefinementCtx): void {
  if (typeof body !== "object" || body === null) return;
  const given = (name: string) => Object.hasOwn(body, name) && body[name as keyof typeof body] !== undefined;
  const [named, ...more] = [
    ...["consumer", "consumerId"].filter(given),
    ...(given("name") || given("email") ? ["name"] : []),
  ];
  if (more[0]) {
    const message = `must not come with ${named}: name the customer once`;
    ctx.addIssue({ code: "custom", path: [more[0]], message, params: { code: "not_allowed" } });
  }
  if (named === "consumer" || named === "consumerId") return;
  for (const name of ["name", "email"])
    if (!given(name))
      ctx.addIssue({ code: "custom", path: [name], message: "is required", params: { code: "required" } });
}

/** The body of PATCH /v0/customers/{id}. What is left out stays. */
export const updateCustomerBody = z.object({
  name: ours.name.optional(),
  email: email.optional(),
  metadata: metadataField.optional(),
  externalId: text(REFERENCE_LENGTH_MAX, 1).nullable().optional(),
  taxId: text(TAX_ID_LENGTH_MAX).nullable().optional(),
  // The original takes one number too, as the rate of everything.
  taxRates: z
    .preprocess((given) => (typeof given === "number" ? { default: given } : given), taxRates)
    .optional(),
  notificationSettings: notificationSettings.optional(),
});

const part = (what: string) =>
  text(NAME_LENGTH_MAX, SEARCHED_LENGTH_MIN)
    .meta({ description: `A part of the ${what}, in any case.` })
    .optional();

/** `organizationId` is what the original calls `merchantId`. */
export const listCustomersQuery = pageQuery
  .extend({
    merchantId: z.string().optional(),
    organizationId: z.string().meta({ description: "The same as `merchantId`." }).optional(),
    name: part("name"),
    email: part("e-mail address"),
    externalId: text(REFERENCE_LENGTH_MAX).meta({ description: "Exactly." }).optional(),
  })
  .refine(
    ({ merchantId, organizationId }) =>
      merchantId === undefined || organizationId === undefined || isSameId(merchantId, organizationId),
    { path: ["organizationId"], error: "must not differ from merchantId" },
  );

/** Whether two texts are one id, however it is spelled. */
function isSameId(one: string, other: string): boolean {
  return one === other || (readAnyId(one) !== null && readAnyId(one) === readAnyId(other));
}
