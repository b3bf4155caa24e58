import { query } from "@/lib/db/sql";
import { BY_ID } from "@/lib/generated/sql/referrals/partners/find-partner/by-id";
import { readAnyId } from "@/lib/ids";
import type { Ctx } from "@/lib/verb/context";
import { merchantBound, partnerBound } from "@/lib/verb/permissions";
import { Refused } from "@/lib/verb/problem";
import type { Partner } from "./partner";

/** A partner by any spelling of the id; `not_found` also for another merchant's, and to a partner's own key any other. */
export async function findPartner(ctx: Ctx, text: string): Promise<Partner> {
  const [partner] = await query(BY_ID, {
    text: readAnyId(text),
    merchantId: merchantBound(ctx.actor),
    partnerId: partnerBound(ctx.actor),
  });
  if (!partner) throw new Refused({ code: "not_found", object: "Partner", id: text });
  return partner;
}
