import { type Queryable, query } from "@/lib/db/sql";
import { FIND_BY_EMAIL } from "@/lib/generated/sql/referrals/referrals/find-referral/find-by-email";
import { FIND_BY_ID } from "@/lib/generated/sql/referrals/referrals/find-referral/find-by-id";
import { FIND_BY_UID } from "@/lib/generated/sql/referrals/referrals/find-referral/find-by-uid";
import { LOCK_BY_EMAIL } from "@/lib/generated/sql/referrals/referrals/find-referral/lock-by-email";
import { LOCK_BY_ID } from "@/lib/generated/sql/referrals/referrals/find-referral/lock-by-id";
import { LOCK_BY_UID } from "@/lib/generated/sql/referrals/referrals/find-referral/lock-by-uid";
import { readAnyId } from "@/lib/ids";
import type { ReferralIdentifiers } from "@/lib/referrals/wire";
import { Refused } from "@/lib/verb/problem";
import { programmeFromRow, type ReferralInProgramme } from "./referral";

const LOOKING = { uid: FIND_BY_UID, id: FIND_BY_ID, email: FIND_BY_EMAIL };
const LOCKING = { uid: LOCK_BY_UID, id: LOCK_BY_ID, email: LOCK_BY_EMAIL };

/**
 * Locks the referral that the first given identifier names: uid, then id, then e-mail; a later one never overrides it.
 * Its partnership cannot be terminated in the meantime. Refuses with `not_found`. Referral contract.
 */
export async function lockReferral(
  tx: Queryable,
  merchantId: string,
  identifiers: ReferralIdentifiers,
): Promise<ReferralInProgramme> {
  return find(tx, merchantId, identifiers, LOCKING);
}

/** The same referral, to look at only. */
export async function findReferral(
  merchantId: string,
  identifiers: ReferralIdentifiers,
): Promise<ReferralInProgramme> {
  return find(undefined, merchantId, identifiers, LOOKING);
}

async function find(
  on: Queryable | undefined,
  merchantId: string,
  { referral_uid: uid, referral_id: id, referral_email: email = "" }: ReferralIdentifiers,
  by: typeof LOOKING,
): Promise<ReferralInProgramme> {
  const [[row], named] =
    uid !== undefined
      ? [await query(by.uid, { merchantId, uid }, on), uid]
      : id !== undefined
        ? [await query(by.id, { merchantId, id: readAnyId(id) }, on), readAnyId(id) ?? ""]
        : [await query(by.email, { merchantId, email }, on), email];
  if (!row) throw new Refused({ code: "not_found", object: "Referral", id: named });
  return programmeFromRow(row);
}
