import type { ConsoleQuery } from "@/app/(console)/_queries/console-query";
import { REPORT_MONTHS, referralReport } from "@/lib/referrals/report";

/** What referrals bring, and the months it is told of. */
export const reportQuery = {
  permission: "referrals:read",
  read: async ({ ctx }) => ({ ...(await referralReport({ ctx })), months: monthsBefore(ctx.now) }),
} satisfies ConsoleQuery<unknown>;

/** The months of the report, oldest first, as "2026-11". */
function monthsBefore(now: Date): string[] {
  return Array.from({ length: REPORT_MONTHS }, (_, index) => {
    const month = new Date(
      Date.UTC(now.getUTCFullYear(), now.getUTCMonth() - (REPORT_MONTHS - 1 - index), 1),
    );
    return month.toISOString().slice(0, 7);
  });
}
