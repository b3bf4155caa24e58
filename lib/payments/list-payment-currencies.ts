import { query } from "@/lib/db/sql";
import { PAYMENT_CURRENCIES } from "@/lib/generated/sql/payments/payment-currencies";
import type { Ctx } from "@/lib/verb/context";
import { authorize } from "@/lib/verb/permissions";

/** Every currency there is a payment in, in order, for an operator's list of payments. */
export async function listPaymentCurrencies({ ctx }: { ctx: Ctx }): Promise<string[]> {
  authorize(ctx, "payments:read");
  const rows = await query(PAYMENT_CURRENCIES, {});
  return rows.map(({ currency }) => currency);
}
