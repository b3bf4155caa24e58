import { z } from "zod";
import { BANV_STATUSES, PAYMENT_TYPES, POLICY_PAYMENT_STATUSES, POLICY_STATUSES } from "./enums";
import { IDEMPOTENCY_KEY_LENGTH_MAX, text, textOrNothing, uuidField } from "./fields";

export const PAGE_SIZE_DEFAULT = 30;
export const PAGE_SIZE_MAX = 100;
export const SEARCH_LENGTH_MAX = 200;
/** How many values a list in the address may hold. */
export const LISTED_MAX = 100;

function wholeFrom(min: number, max: number, initial: number) {
  const rule = max === Number.MAX_SAFE_INTEGER ? `must be at least ${min}` : `must be from ${min} to ${max}`;
  return z
    .string()
    .regex(/^\d{1,9}$/, { error: rule })
    .meta({ type: "integer", minimum: min, maximum: max, default: initial })
    .transform(Number)
    .refine((value) => value >= min && value <= max, { error: rule })
    .default(initial);
}

/** Words separated by commas, each one of these. */
export function commaListOf<const Word extends string>(words: readonly Word[]) {
  return z
    .string()
    .meta({ description: `Any of ${words.join(", ")}, separated by commas.` })
    .transform((value) => value.split(",").map((word) => word.trim()) as Word[])
    .refine((given) => given.every((word) => words.includes(word)), {
      error: `must be one of [${words.join(", ")}]`,
    });
}

/** Values separated by commas, each judged as one. */
function eachOf<Each extends z.ZodType<string, string>>(each: Each) {
  return z
    .string()
    .meta({ description: `At most ${LISTED_MAX}, separated by commas.` })
    .transform((value) => value.split(",").map((word) => word.trim()))
    .pipe(z.array(each).max(LISTED_MAX, { error: `must hold at most ${LISTED_MAX} values` }));
}

const yesOrNo = z.enum(["true", "false"]).transform((word) => word === "true");

const page = z.object({
  page: wholeFrom(1, Number.MAX_SAFE_INTEGER, 1),
  page_size: wholeFrom(1, PAGE_SIZE_MAX, PAGE_SIZE_DEFAULT),
});
export const pageQuery = page;
export type PageQuery = z.output<typeof page>;

/** Which rows a page holds. */
export function pageOf({ page: number, page_size }: PageQuery) {
  return { limit: page_size, offset: (number - 1) * page_size };
}

export const INCLUDES = ["reversal_of_payment", "payment_method", "policy", "policyholder"] as const;
export type Include = (typeof INCLUDES)[number];

export const includeQuery = z.object({ include: commaListOf(INCLUDES).default([]) });

export const listPaymentsQuery = page.extend({
  status: commaListOf(POLICY_PAYMENT_STATUSES).optional(),
  payment_types: commaListOf(PAYMENT_TYPES).optional(),
  include: commaListOf(INCLUDES).default([]),
});
export type ListPaymentsQuery = z.output<typeof listPaymentsQuery>;

export const listPoliciesQuery = page.extend({
  search: textOrNothing(SEARCH_LENGTH_MAX).optional(),
  status: commaListOf(POLICY_STATUSES).optional(),
  policyholder_id: uuidField.optional(),
  created_by: uuidField.optional(),
  product_module_id: uuidField.optional(),
  policy_number: eachOf(text()).optional(),
  include: commaListOf(["policyholder"]).default([]),
});
export type ListPoliciesQuery = z.output<typeof listPoliciesQuery>;

const POLICIES_INCLUDED = ["policies"] as const;
export const includePoliciesQuery = z.object({ include: commaListOf(POLICIES_INCLUDED).default([]) });

export const listPolicyholdersQuery = page.extend({
  id_number: text().optional(),
  search: textOrNothing(SEARCH_LENGTH_MAX).optional(),
  include: commaListOf(POLICIES_INCLUDED).default([]),
});

export const METHOD_INCLUDES = ["policyholder", "policies", "collection_module"] as const;

export const listMethodsQuery = page.extend({
  type: text().optional(),
  banv_status: commaListOf(BANV_STATUSES).optional(),
  policyholder_ids: eachOf(uuidField).optional(),
  payment_method_ids: eachOf(uuidField).optional(),
  dismissed: yesOrNo.optional(),
  include: commaListOf(METHOD_INCLUDES).default([]),
});
export type ListMethodsQuery = z.output<typeof listMethodsQuery>;

export const externalTypesQuery = z.object({ keys: eachOf(text()).optional() });

export const keyedQuery = z.object({ idempotency_key: text(IDEMPOTENCY_KEY_LENGTH_MAX).optional() });

export const ledgerQuery = page.extend({
  include: commaListOf(["balance", "payment", "payment_coupon"]).default([]),
});

export const scheduledQuery = page.extend({
  policy_id: uuidField.optional(),
  payment_types: commaListOf(PAYMENT_TYPES).optional(),
});

export const couponsQuery = page.extend({
  status: z.enum(["pending", "redeemed", "cancelled", "reversed"]).optional(),
  include: commaListOf(["policy"]).default([]),
});
