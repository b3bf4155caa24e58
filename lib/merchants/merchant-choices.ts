import { query } from "@/lib/db/sql";
import { LIST_CHOICES, type ListChoicesRow } from "@/lib/generated/sql/merchants/list-choices";
import type { Ctx } from "@/lib/verb/context";
import { authorize } from "@/lib/verb/permissions";

/** How many merchants a list to choose from holds. */
export const MERCHANT_CHOICES_MAX = 500;

export type MerchantChoice = ListChoicesRow;

/** The merchants a form offers, by name. */
export async function merchantChoices({ ctx }: { ctx: Ctx }): Promise<MerchantChoice[]> {
  authorize(ctx, "merchants:read");
  return query(LIST_CHOICES, { limit: MERCHANT_CHOICES_MAX });
}
