import { sha256 } from "@/lib/crypto/tokens";
import { queryOne } from "@/lib/db/sql";
import { LEASE_BLOCK } from "@/lib/generated/sql/limits/lease-block";

/** A lease takes this part of what is left of a window, and at least one point. */
const BLOCK_SHARE = 16;

/** Of the rate_limit table, which other counters share. */
export const LEASE_PREFIX = "requests:";

export interface Lease {
  /** How many points were leased; 0 when the window is used up. */
  points: number;
  /** How many are left to lease. */
  beyond: number;
  endsInMs: number;
}

/** Takes a block of a window's points in one statement, which no other process can come between. */
export async function lease({
  key,
  limit,
  windowMs,
}: {
  key: string;
  limit: number;
  windowMs: number;
}): Promise<Lease> {
  const name = LEASE_PREFIX + sha256(key).toString("base64url");
  const row = await queryOne(LEASE_BLOCK, { key: name, limit, windowMs, blockShare: BLOCK_SHARE });
  if (!row) throw new Error("a lease gave nothing back");
  return {
    points: row.leased,
    beyond: Math.max(0, limit - row.points),
    endsInMs: Math.max(0, row.endsInMs),
  };
}
