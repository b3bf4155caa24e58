import { z } from "zod";
import { query } from "@/lib/db/sql";
import { SEARCH } from "@/lib/generated/sql/referrals/referrals/search-referrals/search";
import { readAnyId } from "@/lib/ids";
import { searchedText } from "@/lib/search/search-fields";
import { containing } from "@/lib/text/search-key";
import type { Ctx } from "@/lib/verb/context";
import { authorize, merchantBound } from "@/lib/verb/permissions";
import { programmeFromRow, type ReferralInProgramme } from "./referral";

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
  authorize(ctx, "programme:read");
  return (
    await query(SEARCH, {
      merchantId: merchantBound(ctx.actor),
      q: readAnyId(q),
      ...(q && { pattern: containing(q) }),
      q2: q,
      referralsOfferedMax: REFERRALS_OFFERED_MAX,
    })
  ).map(programmeFromRow);
}
