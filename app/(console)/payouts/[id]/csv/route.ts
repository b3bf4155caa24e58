import { answerCsv } from "@/app/answer-csv";
import { answerProblem } from "@/app/answer-problem";
import { operatorCtx } from "@/app/operator";
import { currentReader } from "@/components/ui/current-reader";
import { exportPayoutRun } from "@/lib/referrals/payouts/export-payout-run";
import { csvNotationOf } from "@/lib/text/spreadsheet-csv";

/** What the bank is to pay, as a file. */
export async function GET(
  _request: Request,
  { params }: RouteContext<"/payouts/[id]/csv">,
): Promise<Response> {
  try {
    const [ctx, { locale }, { id }] = await Promise.all([operatorCtx(), currentReader(), params]);
    const { name, csv } = await exportPayoutRun({ ctx, input: { id, notation: csvNotationOf(locale) } });
    return answerCsv(name, csv);
  } catch (err) {
    return answerProblem(err);
  }
}
