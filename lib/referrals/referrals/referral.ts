import { type Terms, type TermsRow, termsFromRow } from "@/lib/referrals/terms";
import type { PartnershipState, ReferralState } from "./states";

/** A customer somebody recommended. */
export interface Referral {
  id: string;
  merchantId: string;
  partnershipId: string;
  partnerId: string;
  /** The merchant's own id of the customer. */
  uid: string | null;
  email: string | null;
  state: ReferralState;
  stateSetAt: Date;
  /** When it expires unless a payment comes before; null is never. */
  expiresAt: Date | null;
  firstPaidAt: Date | null;
  createdAt: Date;
  updatedAt: Date;
}

/** A referral with what its partnership says about its payments. */
export interface ReferralInProgramme extends Referral {
  partnershipState: PartnershipState;
  partnerName: string;
  terms: Terms;
}

export type ProgrammeRow = Omit<ReferralInProgramme, "terms"> & TermsRow;

export function programmeFromRow(row: ProgrammeRow): ReferralInProgramme {
  return { ...row, terms: termsFromRow(row) };
}
