import { operatorCtx } from "@/app/operator";
import { problemMessage } from "@/app/problem-message";
import { refusedFile } from "@/lib/imports/get-import";
import { problemOf } from "@/lib/verb/problem";

/** What an import refused, to mend and to send again. */
export async function GET(
  _: Request,
  { params }: RouteContext<"/connectors/import/[id]/refused">,
): Promise<Response> {
  try {
    const { name, text } = await refusedFile({ ctx: await operatorCtx(), input: { id: (await params).id } });
    return new Response(text, {
      headers: {
        "Content-Type": "text/csv; charset=utf-8",
        "Content-Disposition": `attachment; filename="${name}"`,
        "Cache-Control": "no-store",
      },
    });
  } catch (err) {
    const problem = problemOf(err);
    if (!problem) throw err;
    return new Response(problemMessage(problem), { status: problem.code === "unauthenticated" ? 401 : 404 });
  }
}
