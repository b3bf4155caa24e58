import { type Page, type PageInput, readPage } from "@/lib/referrals/page";
import { type Ctx, jobContext } from "@/lib/verb/context";
import { authorize } from "@/lib/verb/permissions";
import { expireReferrals } from "./expire-referrals";
import { REFERRAL_COLUMNS, type Referral } from "./referral";
import type { ReferralState } from "./states";

export interface ListedReferral extends Referral {
  partnerName: string;
}

/** Referrals, newest first. One past its window is listed as expired, whether or not the job has come by. */
export async function listReferrals({
  ctx,
  input,
}: {
  ctx: Ctx;
  input: PageInput<ReferralState> & { partnerId?: string | undefined };
}): Promise<Page<ListedReferral>> {
  authorize(ctx, "referrals:read");
  await expireReferrals({ ctx: jobContext("expire-referrals", ctx.now, ctx.requestId) });
  return readPage<ListedReferral>(ctx, input, {
    columns: `${REFERRAL_COLUMNS}, n.name AS "partnerName"`,
    tables: "referral r JOIN partnership s ON s.id = r.partnership_id JOIN partner n ON n.id = s.partner_id",
    alias: "r",
    where: [
      ["r.state = ?", input.state_eq],
      ["s.partner_id = ?", input.partnerId],
    ],
  });
}
