import { run, statement } from "@/lib/db/sql";
import { LEASE_PREFIX } from "./lease";

const FORGET_ROWS_MAX = 10_000;

/** Deletes windows that have ended, a bounded number at a time. */
export async function forgetWindows(): Promise<void> {
  await run(FORGET, [`${LEASE_PREFIX}%`, FORGET_ROWS_MAX]);
}

// By its key once more: a window that began again meanwhile is not the one that was found.
const FORGET = statement(`
  DELETE FROM rate_limit r USING (
    SELECT key, expire FROM rate_limit
    WHERE key LIKE $1 AND expire < extract(epoch FROM clock_timestamp()) * 1000 LIMIT $2
  ) ended
  WHERE r.key = ended.key AND r.expire = ended.expire`);
