import { onReplica } from "@/lib/db/replicas";
import { query } from "@/lib/db/sql";
import { COUNT_APPROVED } from "@/lib/generated/sql/referrals/commissions/count-approved";
import { LIST_COMMISSIONS } from "@/lib/generated/sql/referrals/commissions/list-commissions";
import type { CommissionShelf, CommissionState } from "@/lib/referrals/referrals/states";
import { placeAfter } from "@/lib/search/keyset";
import type { Ctx } from "@/lib/verb/context";
import { authorize, merchantBound } from "@/lib/verb/permissions";
import { type Page, type PageInput, pageOf, pageParameters } from "../page";
import { approveDueBefore } from "./approve-due";
import type { Commission } from "./commission";

export interface ListedCommission extends Commission {
  partnerName: string;
  /** Who paid, as far as they are known. */
  referralLabel: string;
  /** Why it is in its state, where somebody or something said so. */
  reason: string | null;
}

/** Commissions and clawbacks, newest first. */
export async function listCommissions({
  ctx,
  input,
}: {
  ctx: Ctx;
  input: PageInput<CommissionState> & {
    partnerId?: string | undefined;
    referralId?: string;
    paymentId?: string;
    payoutRunId?: string;
    shelf?: CommissionShelf | undefined;
    /** The place of the row before the first, for whom a page's number is not enough: it moves where rows come and go. */
    after?: string | undefined;
  };
}): Promise<Page<ListedCommission>> {
  authorize(ctx, "referrals:read");
  await approveDueBefore(ctx);
  const { state_eq: state, referralId, paymentId, payoutRunId } = input;
  const filter = { state, referralId, paymentId, payoutRunId, ...flagsOf(input.shelf) };
  const asked = { ...pageParameters(ctx, input), ...filter, ...placeAfter(input.after) };
  return pageOf(await onReplica(() => query(LIST_COMMISSIONS, asked)), input);
}

/** How many approved commissions are on a shelf, counted up to a limit. */
export async function countApprovedCommissions({
  ctx,
  input,
}: {
  ctx: Ctx;
  input: { shelf: CommissionShelf; limit: number };
}): Promise<number> {
  authorize(ctx, "programme:read");
  await approveDueBefore(ctx);
  const { shelf, limit } = input;
  const asked = { merchantId: merchantBound(ctx.actor), limit, ...flagsOf(shelf) };
  const [counted] = await query(COUNT_APPROVED, asked);
  return counted?.count ?? 0;
}

function flagsOf(shelf: CommissionShelf | undefined) {
  return { payable: shelf === "payable", dispute_lost: shelf === "dispute_lost" };
}
