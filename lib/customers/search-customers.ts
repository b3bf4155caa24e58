import { z } from "zod";
import { listedMerchant } from "@/lib/auth/acting-merchant";
import { onReplica } from "@/lib/db/replicas";
import { query } from "@/lib/db/sql";
import { SEARCH_CUSTOMERS, type SearchCustomersRow } from "@/lib/generated/sql/customers/search-customers";
import { readAnyId } from "@/lib/ids";
import { cursorOf, type Direction, placeBeyond, readKeysetPage } from "@/lib/search/keyset";
import { cursorField, searchedText } from "@/lib/search/search-fields";
import { containing } from "@/lib/text/search-key";
import type { Ctx } from "@/lib/verb/context";
import { authorize } from "@/lib/verb/permissions";

export const CUSTOMERS_PAGE_ROWS = 50;
/** How much of a search for customers is read. */
export const CUSTOMER_TEXT_MAX = 200;

/** What makes no sense in an address is left out, not refused. */
export const SearchCustomers = z.object({
  merchantId: z.string().optional().catch(undefined),
  /** A part of the name, the e-mail address or the external id, or an id in any spelling. */
  q: searchedText.trim().max(CUSTOMER_TEXT_MAX).optional().catch(undefined),
  older: cursorField.optional().catch(undefined),
  newer: cursorField.optional().catch(undefined),
  rowsMax: z.number().int().min(1).max(CUSTOMERS_PAGE_ROWS).default(CUSTOMERS_PAGE_ROWS),
});
export type SearchCustomers = z.output<typeof SearchCustomers>;

export type FoundCustomer = SearchCustomersRow;

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
  const merchantId = listedMerchant(ctx, input.merchantId) ?? undefined;
  const filter = { merchantId, ...(input.q && textFilter(input.q)) };
  const read = (cursor: string | undefined, direction: Direction, limit: number) =>
    query(SEARCH_CUSTOMERS, { ...filter, ...placeBeyond(cursor, direction), limit });
  return onReplica(() => readKeysetPage(input, input.rowsMax, read, cursorOf));
}

function textFilter(q: string): { id: string } | { pattern: string } {
  const id = readAnyId(q);
  return id ? { id } : { pattern: containing(q) };
}
