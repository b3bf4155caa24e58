import { runUnprepared } from "@/lib/db/sql";
import type { Ctx } from "@/lib/verb/context";
import { authorize, merchantBound } from "@/lib/verb/permissions";
import { PAYMENT_COLUMNS } from "./payment";
import { searchConditions } from "./search-conditions";
import type { PaymentRow, SearchPayments } from "./search-payments";

/** The payments of these ids as a list shows them now, each with whether a search would still find it. */
export async function changedPayments({
  ctx,
  input,
}: {
  ctx: Ctx;
  input: SearchPayments & { ids: readonly string[] };
}): Promise<(PaymentRow & { fits: boolean })[]> {
  authorize(ctx, "payments:read");
  const { where, values } = searchConditions(ctx, input.search, input.timeZone);
  const [ids, bound] = [`$${values.length + 1}`, `$${values.length + 2}`];
  const text = `
    SELECT ${PAYMENT_COLUMNS}, m.name AS "merchantName", c.name AS "customerName", c.email AS "customerEmail",
      coalesce((${where}), false) AS fits
    FROM payment p
    JOIN merchant m ON m.id = p.merchant_id
    LEFT JOIN customer c ON c.id = p.customer_id
    WHERE p.id = ANY (${ids}::uuid[]) AND (${bound}::uuid IS NULL OR p.merchant_id = ${bound}::uuid)`;
  return runUnprepared(text, [...values, input.ids, merchantBound(ctx.actor)]);
}
