import { answerCsv } from "@/app/answer-csv";
import { answerProblem } from "@/app/answer-problem";
import { operatorCtx } from "@/app/operator";
import { currentReader } from "@/components/ui/current-reader";
import { bankFile } from "@/lib/referrals/payouts/bank-file";
import { csvNotationOf } from "@/lib/text/spreadsheet-csv";

/** The open payments of a run in every currency, as CSV. */
export async function GET(
  _request: Request,
  { params }: RouteContext<"/payouts/[id]/csv">,
): Promise<Response> {
  try {
    const [ctx, { locale }, { id }] = await Promise.all([operatorCtx(), currentReader(), params]);
    const input = { id, format: "csv" as const, notation: csvNotationOf(locale) };
    const { name, text } = await bankFile({ ctx, input });
    return answerCsv(name, text);
  } catch (err) {
    return answerProblem(err);
  }
}
