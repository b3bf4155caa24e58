import { answerProblem } from "@/app/answer-problem";
import { operatorCtx } from "@/app/operator";
import { currentReader } from "@/components/ui/current-reader";
import { refusedFile } from "@/lib/imports/get-import";
import { BYTE_ORDER_MARK, csvNotationOf } from "@/lib/text/spreadsheet-csv";

/** What an import refused, to mend and to send again. */
export async function GET(
  _: Request,
  { params }: RouteContext<"/connectors/import/[id]/refused">,
): Promise<Response> {
  try {
    const [ctx, { locale }, { id }] = await Promise.all([operatorCtx(), currentReader(), params]);
    const { name, text } = await refusedFile({ ctx, input: { id, notation: csvNotationOf(locale) } });
    return new Response(BYTE_ORDER_MARK + text, {
      headers: {
        "Content-Type": "text/csv; charset=utf-8",
        "Content-Disposition": `attachment; filename="${name}"`,
        "Cache-Control": "no-store",
      },
    });
  } catch (err) {
    return answerProblem(err);
  }
}
