import { answerProblem } from "@/app/answer-problem";
import { operatorCtx } from "@/app/operator";
import { getImport } from "@/lib/imports/get-import";

/** How far an import has come. */
export async function GET(
  _: Request,
  { params }: RouteContext<"/connectors/import/[id]/progress">,
): Promise<Response> {
  try {
    const found = await getImport({ ctx: await operatorCtx(), input: { id: (await params).id } });
    const { lines, recorded, unchanged, refused, finishedAt } = found;
    return Response.json({ lines, recorded, unchanged, refused, finished: finishedAt !== null }, NO_STORE);
  } catch (err) {
    return answerProblem(err);
  }
}

const NO_STORE = { headers: { "Cache-Control": "no-store" } };
