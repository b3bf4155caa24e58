import { queryComposed } from "@/lib/db/sql";
import { CHANGED_PAYMENTS } from "@/lib/generated/sql/payments/changed-payments";
import type { Ctx } from "@/lib/verb/context";
import { authorize, merchantBound } from "@/lib/verb/permissions";
import type { PaymentRow } from "./listing/read-page";
import { searchConditions } from "./search-conditions";
import type { SearchPayments } from "./search-payments";

/** The payments of these ids as a list shows them now, each with whether a search would still find it. */
export async function changedPayments({
  ctx,
  input,
}: {
  ctx: Ctx;
  input: SearchPayments & { ids: readonly string[] };
}): Promise<(PaymentRow & { fits: boolean })[]> {
  authorize(ctx, "payments:read");
  const { where, values } = await searchConditions(ctx, input.search, input.timeZone);
  const [ids, bound] = [`$${values.length + 1}`, `$${values.length + 2}`];
  const these = `WHERE p.id = ANY (${ids}::uuid[]) AND (${bound}::uuid IS NULL OR p.merchant_id = ${bound}::uuid)`;
  return queryComposed(CHANGED_PAYMENTS, { search: where, these }, [
    ...values,
    input.ids,
    merchantBound(ctx.actor),
  ]);
}
