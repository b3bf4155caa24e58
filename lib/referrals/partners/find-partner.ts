import { run, statement } from "@/lib/db/sql";
import { readAnyId } from "@/lib/ids";
import type { Ctx } from "@/lib/verb/context";
import { merchantBound } from "@/lib/verb/permissions";
import { Refused } from "@/lib/verb/problem";
import { PARTNER_COLUMNS, type Partner } from "./partner";

/** A partner by any spelling of the id; `not_found` also for another merchant's. */
export async function findPartner(ctx: Ctx, text: string): Promise<Partner> {
  const [partner] = await run<Partner>(BY_ID, [readAnyId(text), merchantBound(ctx.actor)]);
  if (!partner) throw new Refused({ code: "not_found", object: "Partner", id: text });
  return partner;
}

const BY_ID = statement(`
  SELECT ${PARTNER_COLUMNS} FROM partner n WHERE n.id = $1 AND ($2::uuid IS NULL OR n.merchant_id = $2)`);
