import { queryOne } from "@/lib/db/sql";
import { GET_PARTNERSHIP } from "@/lib/generated/sql/referrals/partners/get-partnership";
import { readAnyId } from "@/lib/ids";
import type { Ctx } from "@/lib/verb/context";
import { authorize, merchantBound, partnerBound } from "@/lib/verb/permissions";
import { Refused } from "@/lib/verb/problem";
import { type Partnership, partnershipFromRow } from "./partner";

/** A partnership by any spelling of its id. Refuses with `not_found`, also another merchant's or partner's. */
export async function getPartnership({
  ctx,
  input,
}: {
  ctx: Ctx;
  input: { id: string };
}): Promise<Partnership> {
  authorize(ctx, "referrals:read");
  const row = await queryOne(GET_PARTNERSHIP, {
    id: readAnyId(input.id),
    merchantId: merchantBound(ctx.actor),
    partnerId: partnerBound(ctx.actor),
  });
  if (!row) throw new Refused({ code: "not_found", object: "Partnership", id: input.id });
  return partnershipFromRow(row);
}
