import type { CommissionState } from "@/lib/referrals/referrals/states";
import type { Ctx } from "@/lib/verb/context";
import { authorize } from "@/lib/verb/permissions";
import { type Page, type PageInput, readPage } from "../page";
import { approveDueBefore } from "./approve-due";
import { COMMISSION_COLUMNS, type Commission } from "./commission";

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
  };
}): Promise<Page<ListedCommission>> {
  authorize(ctx, "referrals:read");
  await approveDueBefore(ctx);
  return readPage<ListedCommission>(ctx, input, {
    columns: `${COMMISSION_COLUMNS}, n.name AS "partnerName", coalesce(r.email, r.uid) AS "referralLabel",
      (SELECT h.reason FROM state_change h WHERE h.object_type = 'commission' AND h.object_id = c.id
        ORDER BY h.id DESC LIMIT 1) AS reason`,
    tables: "commission c JOIN partner n ON n.id = c.partner_id JOIN referral r ON r.id = c.referral_id",
    alias: "c",
    where: [
      ["c.state = ?", input.state_eq],
      ["c.partner_id = ?", input.partnerId],
      ["c.referral_id = ?", input.referralId],
      ["c.payment_id = ?", input.paymentId],
      ["c.payout_line_id IN (SELECT id FROM payout_line WHERE payout_run_id = ?)", input.payoutRunId],
    ],
  });
}
