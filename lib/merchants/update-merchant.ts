import { recordAudit } from "@/lib/audit/record";
import { run, statement, transaction } from "@/lib/db/sql";
import { formatDecimal } from "@/lib/money/decimal";
import type { Ctx } from "@/lib/verb/context";
import { authorize } from "@/lib/verb/permissions";
import { lockMerchant } from "./lock-merchant";
import { MERCHANT_COLUMNS, type Merchant, type MerchantRow, toMerchant } from "./merchant";
import type { UpdateMerchant } from "./schemas";

const UPDATE = statement(`
  UPDATE merchant SET name = $2, logo_color = $3, default_currency = $4, payment_limit_minor = $5, updated_at = $6
  WHERE id = $1 RETURNING ${MERCHANT_COLUMNS}`);

/** Changes what a merchant is called, looks like and may take. Links made before keep the amount and currency they have. */
export async function updateMerchant({ ctx, input }: { ctx: Ctx; input: UpdateMerchant }): Promise<Merchant> {
  authorize(ctx, "merchants:manage");
  return transaction(async (tx) => {
    const before = await lockMerchant(tx, input.id);
    const changes = changesBetween(before, input);
    if (Object.keys(changes).length === 0) return before;
    const { id, name, logoColor, defaultCurrency, paymentLimit } = input;
    const values = [id, name, logoColor, defaultCurrency, paymentLimit, ctx.now];
    const [after] = await run<MerchantRow>(UPDATE, values, tx);
    await recordAudit(tx, ctx, {
      action: "merchant.updated",
      objectType: "merchant",
      objectId: id,
      merchantId: id,
      data: changes,
    });
    return after ? toMerchant(after) : before;
  });
}

interface Change {
  from: string;
  to: string;
}

function changesBetween(before: Merchant, input: UpdateMerchant): Record<string, Change> {
  const pairs: [string, string, string][] = [
    ["name", before.name, input.name],
    ["logoColor", before.logoColor, input.logoColor],
    ["defaultCurrency", before.defaultCurrency, input.defaultCurrency],
    ["paymentLimit", formatDecimal(before.paymentLimitMinor, 2), formatDecimal(input.paymentLimit, 2)],
  ];
  const changed = pairs.filter(([, from, to]) => from !== to);
  return Object.fromEntries(changed.map(([field, from, to]) => [field, { from, to }]));
}
