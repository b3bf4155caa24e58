import { query } from "@/lib/db/sql";
import { BALANCES } from "@/lib/generated/sql/referrals/partners/get-partner/balances";
import { PARTNERSHIPS } from "@/lib/generated/sql/referrals/partners/get-partner/partnerships";
import type { Ctx } from "@/lib/verb/context";
import { authorize } from "@/lib/verb/permissions";
import { approveDueBefore } from "../commissions/approve-due";
import { findPartner } from "./find-partner";
import { type Partner, type Partnership, partnershipFromRow } from "./partner";

/**
 * What a partner has in one currency, in minor units. `owedMinor` is approved and not paid, and may be negative;
 * `disputedMinor` of it waits, because its payments are disputed or were lost so. `paidMinor` is in payout runs, and of
 * `unmarkedMinor` of it nobody has said yet what the bank made of it.
 */
export interface PartnerBalance {
  currency: string;
  pendingMinor: bigint;
  owedMinor: bigint;
  disputedMinor: bigint;
  paidMinor: bigint;
  unmarkedMinor: bigint;
}

export interface PartnerDetail {
  partner: Partner;
  balances: PartnerBalance[];
  partnerships: (Partnership & { referrals: number })[];
}

/** A partner, their partnerships and what they have earned, by any spelling of the id. Refuses with `not_found`. */
export async function getPartner({
  ctx,
  input,
}: {
  ctx: Ctx;
  input: { id: string };
}): Promise<PartnerDetail> {
  authorize(ctx, "referrals:read");
  const partner = await findPartner(ctx, input.id);
  await approveDueBefore(ctx);
  const [balances, partnerships] = await Promise.all([
    query(BALANCES, { partnerId: partner.id }),
    query(PARTNERSHIPS, { partnerId: partner.id }),
  ]);
  return {
    partner,
    balances: balances.map((each) => ({
      currency: each.currency,
      pendingMinor: BigInt(each.pendingMinor),
      owedMinor: BigInt(each.owedMinor),
      disputedMinor: BigInt(each.disputedMinor),
      paidMinor: BigInt(each.paidMinor),
      unmarkedMinor: BigInt(each.unmarkedMinor),
    })),
    partnerships: partnerships.map((row) => ({ ...partnershipFromRow(row), referrals: row.referrals })),
  };
}
