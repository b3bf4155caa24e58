import { answerCsv } from "@/app/answer-csv";
import { answerProblem } from "@/app/answer-problem";
import { operatorCtx } from "@/app/operator";
import { currentReader } from "@/components/ui/current-reader";
import { refusedFile } from "@/lib/imports/get-import";
import { csvNotationOf } from "@/lib/text/spreadsheet-csv";

/** What an import refused, to mend and to send again. */
export async function GET(
  _: Request,
  { params }: RouteContext<"/connectors/import/[id]/refused">,
): Promise<Response> {
  try {
    const [ctx, { locale }, { id }] = await Promise.all([operatorCtx(), currentReader(), params]);
    const { name, text } = await refusedFile({ ctx, input: { id, notation: csvNotationOf(locale) } });
    return answerCsv(name, text);
  } catch (err) {
    return answerProblem(err);
  }
}
