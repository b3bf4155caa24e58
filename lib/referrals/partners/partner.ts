import type { PartnershipState } from "@/lib/referrals/referrals/states";
import { TERMS_COLUMNS, type Terms, type TermsRow, termsFromRow } from "../terms";

/** Somebody who recommends the merchant. The slug is how their links name them. */
export interface Partner {
  id: string;
  merchantId: string;
  name: string;
  email: string;
  slug: string;
  createdAt: Date;
}

/** The select list that makes a `partner n` row a Partner. */
export const PARTNER_COLUMNS = `
  n.id, n.merchant_id AS "merchantId", n.name, n.email, n.slug, n.created_at AS "createdAt"`;

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

/** The select list of a `partnership s` joined to its `partner n`. */
export const PARTNERSHIP_COLUMNS = `
  s.id, s.merchant_id AS "merchantId", s.partner_id AS "partnerId", n.name AS "partnerName", s.state,
  s.state_set_at AS "stateSetAt", s.created_at AS "createdAt", ${TERMS_COLUMNS}`;

export type PartnershipRow = Omit<Partnership, "terms"> & TermsRow;

export function partnershipFromRow(row: PartnershipRow): Partnership {
  const { id, merchantId, partnerId, partnerName, state, stateSetAt, createdAt } = row;
  return { id, merchantId, partnerId, partnerName, terms: termsFromRow(row), state, stateSetAt, createdAt };
}
