import { listedMerchant } from "@/lib/auth/acting-merchant";
import { run, statement } from "@/lib/db/sql";
import type { Ctx } from "@/lib/verb/context";
import { authorize } from "@/lib/verb/permissions";
import { CUSTOMER_COLUMNS, type Customer } from "./customer";

export interface ListCustomers {
  merchantId?: string | undefined;
  limit: number;
  offset: number;
}

/** Newest first, by offset; `total` follows the merchant. */
export async function listCustomers({
  ctx,
  input,
}: {
  ctx: Ctx;
  input: ListCustomers;
}): Promise<{ customers: Customer[]; total: number }> {
  authorize(ctx, "customers:read");
  const merchantId = listedMerchant(ctx, input.merchantId);
  const [customers, counted] = await Promise.all([
    run<Customer>(PAGE, [merchantId, input.limit, input.offset]),
    run<{ total: bigint }>(COUNT, [merchantId]),
  ]);
  return { customers, total: Number(counted[0]?.total ?? 0) };
}

const PAGE = statement(`
  SELECT ${CUSTOMER_COLUMNS} FROM customer c WHERE $1::uuid IS NULL OR c.merchant_id = $1
  ORDER BY c.created_at DESC, c.id DESC LIMIT $2 OFFSET $3`);

const COUNT = statement(
  `SELECT count(*) AS total FROM customer c WHERE $1::uuid IS NULL OR c.merchant_id = $1`,
);
