import { run, statement } from "@/lib/db/sql";
import type { Ctx } from "@/lib/verb/context";
import { authorize } from "@/lib/verb/permissions";

/** How many merchants a list to choose from holds. */
export const MERCHANT_CHOICES_MAX = 500;

export interface MerchantChoice {
  id: string;
  name: string;
}

const LIST = statement("SELECT id, name FROM merchant ORDER BY lower(name), id LIMIT $1");

/** The merchants a form offers, by name. */
export async function merchantChoices({ ctx }: { ctx: Ctx }): Promise<MerchantChoice[]> {
  authorize(ctx, "merchants:read");
  return run<{ id: string; name: string }>(LIST, [MERCHANT_CHOICES_MAX]);
}
