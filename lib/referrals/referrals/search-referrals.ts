import { z } from "zod";
import { run, statement } from "@/lib/db/sql";
import { readAnyId } from "@/lib/ids";
import { searchedText } from "@/lib/search/search-fields";
import type { Ctx } from "@/lib/verb/context";
import { authorize, merchantBound } from "@/lib/verb/permissions";
import {
  PROGRAMME_COLUMNS,
  PROGRAMME_TABLES,
  type ProgrammeRow,
  programmeFromRow,
  type ReferralInProgramme,
} from "./referral";

/** A form offers so many referrals at a time; typing on narrows them. */
export const REFERRALS_OFFERED_MAX = 8;

export const SearchReferrals = z.object({
  /** A part of the uid or e-mail address, a subscription, or an id in any spelling. */
  q: searchedText.trim().max(200).catch(""),
});
export type SearchReferrals = z.output<typeof SearchReferrals>;

/** The referrals somebody may mean by what they have typed so far, newest first. */
export async function searchReferrals({
  ctx,
  input: { q },
}: {
  ctx: Ctx;
  input: SearchReferrals;
}): Promise<ReferralInProgramme[]> {
  authorize(ctx, "referrals:read");
  const pattern = `%${q.replace(/[\\%_]/g, "\\$&")}%`;
  const values = [merchantBound(ctx.actor), readAnyId(q), pattern, q, REFERRALS_OFFERED_MAX];
  return (await run<ProgrammeRow>(SEARCH, values)).map(programmeFromRow);
}

const SEARCH = statement(`
  SELECT ${PROGRAMME_COLUMNS} FROM ${PROGRAMME_TABLES}
  WHERE ($1::uuid IS NULL OR r.merchant_id = $1)
    AND (r.id = $2 OR r.uid ILIKE $3 OR r.email ILIKE $3
      OR EXISTS (SELECT 1 FROM subscription b WHERE b.referral_id = r.id AND b.reference = $4))
  ORDER BY r.created_at DESC, r.id DESC LIMIT $5`);
