import { z } from "zod";
import { listedMerchant } from "@/lib/auth/acting-merchant";
import { runUnprepared } from "@/lib/db/sql";
import { readAnyId } from "@/lib/ids";
import { keyset, readKeysetPage } from "@/lib/search/keyset";
import { cursorField, searchedText } from "@/lib/search/search-fields";
import type { Ctx } from "@/lib/verb/context";
import { authorize } from "@/lib/verb/permissions";
import { CUSTOMER_COLUMNS, type Customer } from "./customer";

export const CUSTOMERS_PAGE_ROWS = 50;
const TEXT_MAX = 200;

/** What makes no sense in an address is left out, not refused. */
export const SearchCustomers = z.object({
  merchantId: z.string().optional().catch(undefined),
  /** A part of the name, the e-mail address or the external id, or an id in any spelling. */
  q: searchedText.trim().max(TEXT_MAX).optional().catch(undefined),
  older: cursorField.optional().catch(undefined),
  newer: cursorField.optional().catch(undefined),
  rowsMax: z.number().int().min(1).max(CUSTOMERS_PAGE_ROWS).default(CUSTOMERS_PAGE_ROWS),
});
export type SearchCustomers = z.output<typeof SearchCustomers>;

export type FoundCustomer = Customer & { merchantName: string };

export interface CustomerPage {
  rows: FoundCustomer[];
  older: string | null;
  newer: string | null;
}

/** Customers of one merchant or of all, newest first, by keyset. */
export async function searchCustomers({
  ctx,
  input,
}: {
  ctx: Ctx;
  input: SearchCustomers;
}): Promise<CustomerPage> {
  authorize(ctx, "customers:read");
  const merchantId = listedMerchant(ctx, input.merchantId);
  const parts = ["true"];
  const values: unknown[] = [];
  if (merchantId) parts.push(`c.merchant_id = $${values.push(merchantId)}::uuid`);
  if (input.q) parts.push(textCondition(input.q, values));
  return readKeysetPage(input, input.rowsMax, (cursor, direction, limit) => {
    const { beyond, order, values: place } = keyset("c", cursor, direction, values.length);
    return runUnprepared<FoundCustomer>(
      `SELECT ${CUSTOMER_COLUMNS}, m.name AS "merchantName"
       FROM customer c JOIN merchant m ON m.id = c.merchant_id
       WHERE ${parts.join(" AND ")} ${beyond} ORDER BY ${order} LIMIT ${limit}`,
      [...values, ...place],
    );
  });
}

function textCondition(q: string, values: unknown[]): string {
  const id = readAnyId(q);
  if (id) return `c.id = $${values.push(id)}::uuid`;
  const pattern = `$${values.push(`%${q.replace(/[\\%_]/g, "\\$&")}%`)}`;
  return `(c.name ILIKE ${pattern} OR c.email ILIKE ${pattern} OR c.external_id ILIKE ${pattern})`;
}
