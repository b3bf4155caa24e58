import type { Hold } from "@/lib/db/hold";

/** Why a database is held and what that means, in a sentence without its end. */
export function heldWords({ because, since, dataAsOf }: Hold): string {
  const why =
    because === "restored"
      ? `the database was restored${dataAsOf ? ` from a backup of ${dataAsOf.toISOString()}` : ""}`
      : "the data directory was copied or moved";
  return `${why} and is held since ${since.toISOString()}: no provider is asked for anything, nothing is collected and no webhook is sent`;
}

/** What to do about it. */
export const RELEASE_WORDS =
  "compare it with the provider as docs/operations.md says, and when it is the deployment now, let an owner release it in the console, or run `npm run restore -- --release`";
