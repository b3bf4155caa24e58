import { operatorCtx } from "@/app/operator";
import { problemMessage } from "@/app/problem-message";
import { currentReader } from "@/components/ui/current-reader";
import { exportPayoutRun } from "@/lib/referrals/payouts/export-payout-run";
import { BYTE_ORDER_MARK, csvNotationOf } from "@/lib/text/spreadsheet-csv";
import { type Problem, problemOf } from "@/lib/verb/problem";

/** What the bank is to pay, as a file. */
export async function GET(
  _request: Request,
  { params }: RouteContext<"/payouts/[id]/csv">,
): Promise<Response> {
  try {
    const [ctx, { locale }, { id }] = await Promise.all([operatorCtx(), currentReader(), params]);
    const { name, csv } = await exportPayoutRun({ ctx, input: { id, notation: csvNotationOf(locale) } });
    return new Response(BYTE_ORDER_MARK + csv, {
      headers: {
        "Content-Type": "text/csv; charset=utf-8",
        "Content-Disposition": `attachment; filename="${name}"`,
        "Cache-Control": "no-store",
      },
    });
  } catch (err) {
    const problem = problemOf(err);
    if (!problem) throw err;
    return new Response(problemMessage(problem), { status: statusOf(problem) });
  }
}

function statusOf({ code }: Problem): number {
  if (code === "unauthenticated") return 401;
  return code === "not_found" ? 404 : 403;
}
