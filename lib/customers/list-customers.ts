import { listedMerchant } from "@/lib/auth/acting-merchant";
import { query } from "@/lib/db/sql";
import { COUNT_CUSTOMERS } from "@/lib/generated/sql/customers/count-customers";
import { LIST_CUSTOMERS } from "@/lib/generated/sql/customers/list-customers";
import { containing } from "@/lib/text/search-key";
import type { Ctx } from "@/lib/verb/context";
import { authorize } from "@/lib/verb/permissions";
import type { Customer } from "./customer";

export interface ListCustomers {
  merchantId?: string | undefined;
  /** A part of the name, without case and accents. */
  name?: string | undefined;
  /** A part of the address, without case. */
  email?: string | undefined;
  /** Exactly. */
  externalId?: string | undefined;
  limit: number;
  offset: number;
}

/** Newest first, by offset; `total` follows the filters. */
export async function listCustomers({
  ctx,
  input,
}: {
  ctx: Ctx;
  input: ListCustomers;
}): Promise<{ customers: Customer[]; total: number }> {
  authorize(ctx, "customers:read");
  const { name, email, externalId, limit, offset } = input;
  const filter = {
    merchantId: listedMerchant(ctx, input.merchantId) ?? undefined,
    name: name === undefined ? undefined : containing(name),
    email: email === undefined ? undefined : containing(email),
    externalId,
  };
  const [customers, [counted]] = await Promise.all([
    query(LIST_CUSTOMERS, { ...filter, limit, offset }),
    query(COUNT_CUSTOMERS, filter),
  ]);
  return { customers, total: Number(counted?.total ?? 0) };
}
