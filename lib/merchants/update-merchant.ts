import { recordAudit } from "@/lib/audit/record";
import { prismaTransaction } from "@/lib/db/sql";
import { formatDecimal } from "@/lib/money/decimal";
import type { Ctx } from "@/lib/verb/context";
import { given } from "@/lib/verb/given";
import { authorize, merchantBound } from "@/lib/verb/permissions";
import { refuseUnseen, standingOf } from "@/lib/verb/stale";
import { lockMerchant, noSuchMerchant } from "./lock-merchant";
import { MERCHANT_SELECT, type Merchant } from "./merchant";
import type { UpdateMerchant } from "./schemas";

/**
 * Changes what a merchant is called, looks like and may take; what is left out stays as it is. Links made before keep the
 * amount and currency they have. Refuses with `conflict` a form that was opened before somebody else changed it; what stands already is done.
 */
export async function updateMerchant({ ctx, input }: { ctx: Ctx; input: UpdateMerchant }): Promise<Merchant> {
  authorize(ctx, "merchants:manage");
  return prismaTransaction(async (tx) => {
    const bound = merchantBound(ctx.actor);
    if (bound !== null && bound !== input.id) throw noSuchMerchant(input.id);
    const before = await lockMerchant(tx, input.id);
    const { id, seen, paymentLimit: paymentLimitMinor, ...same } = input;
    const change = given({ ...same, paymentLimitMinor });
    const changes = changesBetween(before, { ...before, ...change });
    if (Object.keys(changes).length === 0) return before;
    refuseUnseen(`"${before.name}"`, standingOfMerchant(before), seen);
    const after = await tx.db.merchant.update({
      where: { id },
      data: { ...change, updatedAt: ctx.now },
      select: MERCHANT_SELECT,
    });
    await recordAudit(tx, ctx, {
      action: "merchant.updated",
      objectType: "merchant",
      objectId: id,
      merchantId: id,
      data: changes,
    });
    return after;
  });
}

/** How a merchant stands, as the form that changes it is told. */
export function standingOfMerchant({
  name,
  logoColor,
  defaultCurrency,
  paymentLimitMinor,
}: Merchant): string {
  return standingOf({ name, logoColor, defaultCurrency, paymentLimitMinor });
}

interface Change {
  from: string;
  to: string;
}

function changesBetween(before: Merchant, after: Merchant): Record<string, Change> {
  const pairs: [string, string, string][] = [
    ["name", before.name, after.name],
    ["logoColor", before.logoColor, after.logoColor],
    ["defaultCurrency", before.defaultCurrency, after.defaultCurrency],
    ["paymentLimit", formatDecimal(before.paymentLimitMinor, 2), formatDecimal(after.paymentLimitMinor, 2)],
  ];
  const changed = pairs.filter(([, from, to]) => from !== to);
  return Object.fromEntries(changed.map(([field, from, to]) => [field, { from, to }]));
}
