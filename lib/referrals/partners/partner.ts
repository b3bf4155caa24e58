import type { PartnershipState } from "@/lib/referrals/referrals/states";
import { type Terms, type TermsRow, termsFromRow } from "../terms";

/** Somebody who recommends the merchant. The slug is how their links name them. */
export interface Partner {
  id: string;
  merchantId: string;
  name: string;
  email: string;
  slug: string;
  /** Where they are paid through PayPal, as far as it is known. */
  paypalEmail: string | null;
  createdAt: Date;
}

/** What a partner and the merchant agreed on. */
export interface Partnership {
  id: string;
  merchantId: string;
  partnerId: string;
  partnerName: string;
  terms: Terms;
  state: PartnershipState;
  stateSetAt: Date;
  createdAt: Date;
}

export type PartnershipRow = Omit<Partnership, "terms"> & TermsRow;

export function partnershipFromRow(row: PartnershipRow): Partnership {
  const { id, merchantId, partnerId, partnerName, state, stateSetAt, createdAt } = row;
  return { id, merchantId, partnerId, partnerName, terms: termsFromRow(row), state, stateSetAt, createdAt };
}
