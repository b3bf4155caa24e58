import { type Queryable, run, type Statement, statement } from "@/lib/db/sql";
import { readAnyId } from "@/lib/ids";
import type { ReferralIdentifiers } from "@/lib/referrals/wire";
import { Refused } from "@/lib/verb/problem";
import {
  PROGRAMME_COLUMNS,
  PROGRAMME_TABLES,
  type ProgrammeRow,
  programmeFromRow,
  type ReferralInProgramme,
} from "./referral";

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
  return find(undefined, merchantId, identifiers, READING);
}

type By = Record<"uid" | "id" | "email", Statement>;

async function find(
  on: Queryable | undefined,
  merchantId: string,
  { referral_uid: uid, referral_id: id, referral_email: email }: ReferralIdentifiers,
  by: By,
): Promise<ReferralInProgramme> {
  if (uid !== undefined) return only(by.uid, merchantId, uid, on);
  if (id !== undefined) return only(by.id, merchantId, readAnyId(id), on);
  return only(by.email, merchantId, email ?? "", on);
}

async function only(by: Statement, merchantId: string, value: string | null, on: Queryable | undefined) {
  const [row] = await run<ProgrammeRow>(by, [merchantId, value], on);
  if (!row) throw new Refused({ code: "not_found", object: "Referral", id: value ?? "" });
  return programmeFromRow(row);
}

function by(lock: string): By {
  const where = (condition: string) =>
    statement(`
      SELECT ${PROGRAMME_COLUMNS} FROM ${PROGRAMME_TABLES}
      WHERE r.merchant_id = $1 AND ${condition} ${lock}`);
  return {
    uid: where("r.uid = $2"),
    id: where("r.id = $2"),
    email: where("email_key(r.email) = email_key($2)"),
  };
}

const READING = by("");
const LOCKING = by("FOR UPDATE OF r FOR SHARE OF s");
