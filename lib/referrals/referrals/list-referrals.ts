import { onReplica } from "@/lib/db/replicas";
import { query } from "@/lib/db/sql";
import { LIST_REFERRALS } from "@/lib/generated/sql/referrals/referrals/list-referrals";
import { type Page, type PageInput, pageOf, pageParameters, secondAfter } from "@/lib/referrals/page";
import { type Ctx, onBehalf } from "@/lib/verb/context";
import { authorize } from "@/lib/verb/permissions";
import { expireReferrals } from "./expire-referrals";
import type { Referral } from "./referral";
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
  input: PageInput<ReferralState> & {
    partnerId?: string | undefined;
    email_eq?: string | undefined;
    state_set_at_gt?: number | undefined;
    state_set_at_lt?: number | undefined;
  };
}): Promise<Page<ListedReferral>> {
  authorize(ctx, "referrals:read");
  await expireReferrals({ ctx: onBehalf("expire-referrals", ctx) });
  const { state_eq: state, email_eq: email } = input;
  const stateSetFrom = secondAfter(input.state_set_at_gt);
  const filter = { state, email, stateSetFrom, stateSetBefore: input.state_set_at_lt };
  const asked = { ...pageParameters(ctx, input), ...filter };
  return pageOf(await onReplica(() => query(LIST_REFERRALS, asked)), input);
}
