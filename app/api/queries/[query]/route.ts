import { CONSOLE_QUERIES, type QueryName } from "@/app/(console)/_queries/all";
import type { ConsoleQuery } from "@/app/(console)/_queries/console-query";
import { readQuery } from "@/app/(console)/_queries/read-query";
import { encode } from "@/lib/live/codec";
import { withConsoleReader } from "../../console-reader";

/** What a page of the console shows, for the page that shows it already: the same as the server rendered, read anew. */
export async function GET(
  request: Request,
  { params }: RouteContext<"/api/queries/[query]">,
): Promise<Response> {
  const { query: name } = await params;
  if (!isQueryName(name)) return new Response(null, { status: 404 });
  const query: ConsoleQuery<unknown> = CONSOLE_QUERIES[name];
  const asked = new URL(request.url).searchParams;
  return withConsoleReader(query.permission, [...asked.values()], async ({ ctx, reader }) => {
    const shown = await readQuery(query, { ctx, reader, params: asked });
    return new Response(encode(shown), { headers: HEADERS });
  });
}

const HEADERS = { "Content-Type": "application/json; charset=utf-8", "Cache-Control": "no-store" };

function isQueryName(name: string): name is QueryName {
  return Object.hasOwn(CONSOLE_QUERIES, name);
}
