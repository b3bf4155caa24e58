import { recordAudit } from "@/lib/audit/record";
import type { ProviderFact } from "@/lib/connectors/connector";
import { query, transaction } from "@/lib/db/sql";
import { REMOVE_GONE } from "@/lib/generated/sql/checkout/saved-payment-methods/remove-gone";
import { GONE } from "@/lib/generated/sql/policies/mandates/gone";
import { settleMandate } from "@/lib/policies/mandates/settle-mandate";
import type { Ctx } from "@/lib/verb/context";

type MethodGone = Extract<ProviderFact, { type: "method_gone" }>;

/** Takes away the saved cards, and ends the agreements, whose method was taken away at the provider. False where none is ours. */
export async function applyMethodGone(
  ctx: Ctx,
  connectionId: string,
  { beginWith, endWith, reason }: MethodGone,
): Promise<boolean> {
  const named = { connectionId, beginWith: beginWith ?? null, endWith: endWith ?? null };
  const removed = await transaction(async (tx) => {
    const cards = await query(REMOVE_GONE, { ...named, now: ctx.now }, tx);
    for (const { id, customerId, merchantId } of cards)
      await recordAudit(tx, ctx, {
        ...{ action: "payment_method.removed", objectType: "customer", objectId: customerId, merchantId },
        data: { paymentMethodId: id, reason },
      });
    return cards;
  });
  const agreements = await query(GONE, named);
  for (const { id, providerReference } of agreements) {
    const outcome = { state: "ended", providerReference: providerReference ?? "", reason, raw: {} } as const;
    await settleMandate({ ctx, input: { id, outcome } });
  }
  return removed.length > 0 || agreements.length > 0;
}
