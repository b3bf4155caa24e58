import { sha256 } from "@/lib/crypto/tokens";
import { run, statement } from "@/lib/db/sql";

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
  const [row] = await run<{ leased: number; points: number; ends_in_ms: number }>(LEASE, [
    name,
    limit,
    windowMs,
    BLOCK_SHARE,
  ]);
  if (!row) throw new Error("a lease gave nothing back");
  return {
    points: row.leased,
    beyond: Math.max(0, limit - row.points),
    endsInMs: Math.max(0, row.ends_in_ms),
  };
}

// The new row is what a window that begins now would be: EXCLUDED.expire - $3 is the present moment. A request waits for
// this, so it does not wait for the disk: a database that loses its power forgets a moment of counting.
const LEASE = statement(`
  WITH now AS MATERIALIZED (
    SELECT (extract(epoch FROM clock_timestamp()) * 1000)::bigint AS ms,
      set_config('synchronous_commit', 'off', true) AS setting
  )
  INSERT INTO rate_limit AS r (key, points, leased, expire)
  SELECT $1, block, block, now.ms + $3::integer FROM now, greatest(1, $2::integer / $4::integer) AS block
  ON CONFLICT (key) DO UPDATE SET (points, leased, expire) = (
    SELECT used + block, block, ends FROM (
      SELECT used, CASE WHEN used >= $2 THEN 0 ELSE greatest(1, ($2 - used) / $4) END AS block, ends
      FROM (
        SELECT CASE WHEN r.expire > EXCLUDED.expire - $3 THEN r.points ELSE 0 END AS used,
          CASE WHEN r.expire > EXCLUDED.expire - $3 THEN r.expire ELSE EXCLUDED.expire END AS ends
      ) window_
    ) next
  )
  RETURNING leased, points, (expire - (SELECT ms FROM now))::integer AS ends_in_ms`);
