import { recordAudit } from "@/lib/audit/record";
import { type Queryable, run, statement, transaction } from "@/lib/db/sql";
import { formatDecimal } from "@/lib/money/decimal";
import type { Ctx } from "@/lib/verb/context";
import { authorize } from "@/lib/verb/permissions";
import { Refused } from "@/lib/verb/problem";
import { MERCHANT_COLUMNS, type Merchant, type MerchantRow, toMerchant } from "./merchant";
import { newRedirectSecret } from "./redirect-secret";
import type { CreateMerchant } from "./schemas";

/** Makes a merchant with a redirect secret of its own. The same form sent again gives the merchant it made. */
export async function createMerchant({ ctx, input }: { ctx: Ctx; input: CreateMerchant }): Promise<Merchant> {
  authorize(ctx, "merchants:manage");
  return transaction((tx) => insertMerchant(tx, ctx, input));
}

const INSERT = statement(`
  INSERT INTO merchant
    (id, name, logo_color, default_currency, payment_limit_minor, redirect_secret_sealed, created_at, updated_at)
  VALUES ($1, $2, $3, $4, $5, $6, $7, $7) ON CONFLICT (id) DO NOTHING RETURNING ${MERCHANT_COLUMNS}`);
const READ = statement(`SELECT ${MERCHANT_COLUMNS} FROM merchant WHERE id = $1`);

/** The part of set-up and of the verb that they share: no permission is asked here. */
export async function insertMerchant(tx: Queryable, ctx: Ctx, input: CreateMerchant): Promise<Merchant> {
  const { id, name, logoColor, defaultCurrency, paymentLimit } = input;
  const { sealed } = newRedirectSecret(id);
  const values = [id, name, logoColor, defaultCurrency, paymentLimit, sealed, ctx.now];
  const [made] = await run<MerchantRow>(INSERT, values, tx);
  if (!made) return madeBefore(tx, input);
  await recordAudit(tx, ctx, {
    action: "merchant.created",
    objectType: "merchant",
    objectId: id,
    merchantId: id,
    data: { name, logoColor, defaultCurrency, paymentLimit: formatDecimal(paymentLimit, 2) },
  });
  return toMerchant(made);
}

async function madeBefore(tx: Queryable, input: CreateMerchant): Promise<Merchant> {
  const [row] = await run<MerchantRow>(READ, [input.id], tx);
  if (row?.name === input.name) return toMerchant(row);
  throw new Refused({
    code: "conflict",
    message: "This form already made another merchant. Reload the page.",
  });
}
