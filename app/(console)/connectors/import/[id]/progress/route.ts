import { operatorCtx } from "@/app/operator";
import { problemMessage } from "@/app/problem-message";
import { getImport } from "@/lib/imports/get-import";
import { problemOf } from "@/lib/verb/problem";

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
    const problem = problemOf(err);
    if (!problem) throw err;
    return new Response(problemMessage(problem), { status: problem.code === "unauthenticated" ? 401 : 404 });
  }
}

const NO_STORE = { headers: { "Cache-Control": "no-store" } };
