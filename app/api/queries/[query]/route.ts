import { CONSOLE_QUERIES, type QueryName } from "@/app/(console)/_queries/all";
import type { ConsoleQuery } from "@/app/(console)/_queries/console-query";
import { loadQuery } from "@/app/(console)/_queries/load-query";
import { currentOperator } from "@/app/operator";
import { encode } from "@/lib/live/codec";
import { may } from "@/lib/verb/permissions";

/** What a page of the console shows, for the page that shows it already: the same as the server rendered, read anew. */
export async function GET(
  request: Request,
  { params }: RouteContext<"/api/queries/[query]">,
): Promise<Response> {
  const { query: name } = await params;
  if (!isQueryName(name)) return new Response(null, { status: 404 });
  const operator = await currentOperator();
  if (!operator) return new Response(null, { status: 401 });
  const query: ConsoleQuery<unknown> = CONSOLE_QUERIES[name];
  if (!may(operator, query.permission)) return new Response(null, { status: 403 });
  const shown = await loadQuery(query, new URL(request.url).searchParams);
  return new Response(encode(shown), { headers: HEADERS });
}

const HEADERS = { "Content-Type": "application/json; charset=utf-8", "Cache-Control": "no-store" };

function isQueryName(name: string): name is QueryName {
  return Object.hasOwn(CONSOLE_QUERIES, name);
}
