import type { ConsoleQuery } from "@/app/(console)/_queries/console-query";
import { type RetryLine, toRetryLine } from "@/app/(console)/_shared/retries/retry-line";
import { findRetries, RETRIES_PER_PAGE, type RetryState } from "@/lib/policies/collection/find-retries";
import { RETRY_STATISTICS_DAYS, retryStatistics } from "@/lib/policies/collection/retry-statistics";
import { hrefFromPastEnd, pageNumber } from "@/lib/search/page-number";
import { may } from "@/lib/verb/permissions";

/** The failed premiums of a page, and what trying again brought in. */
export const retriesQuery = {
  permission: "payments:read",
  read: async ({ ctx, reader, params }) => {
    const state = STATES.find((each) => each === params.get("state"));
    const page = pageNumber(params);
    const offset = (page - 1) * RETRIES_PER_PAGE;
    const [{ rows, more }, statistics] = await Promise.all([
      findRetries({ ctx, input: { state, offset } }),
      retryStatistics({ ctx }),
    ]);
    const address = (to: number) =>
      `/retries?${new URLSearchParams({ ...(state && { state }), page: String(to) })}`;
    return {
      state,
      lines: rows.map((row) => toRetryLine(row, reader)),
      firstHref: hrefFromPastEnd(page, rows.length, address),
      newerHref: page > 1 ? address(page - 1) : null,
      olderHref: more ? address(page + 1) : null,
      mayRetry: may(ctx.actor, "payments:retry"),
      statistics: { ...statistics, days: RETRY_STATISTICS_DAYS },
    };
  },
} satisfies ConsoleQuery<{ lines: RetryLine[] }>;

const STATES: readonly RetryState[] = ["waiting", "stuck"];
