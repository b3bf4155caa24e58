import { listedMerchant } from "@/lib/auth/acting-merchant";
import { prisma } from "@/lib/db/prisma";
import { query } from "@/lib/db/sql";
import { LIST_CUSTOMERS } from "@/lib/generated/sql/customers/list-customers";
import type { Ctx } from "@/lib/verb/context";
import { authorize } from "@/lib/verb/permissions";
import type { Customer } from "./customer";

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
  const [customers, total] = await Promise.all([
    query(LIST_CUSTOMERS, { merchantId, limit: input.limit, offset: input.offset }),
    prisma().customer.count({ where: merchantId === null ? {} : { merchantId } }),
  ]);
  return { customers, total };
}
