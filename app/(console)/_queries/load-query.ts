import { operatorCtx } from "@/app/operator";
import { liveCursor } from "@/components/live/live-cursor";
import { currentReader } from "@/components/ui/current-reader";
import type { ConsoleQuery, Shown } from "./console-query";

/** Reads what a page shows, for the page itself. */
export async function loadQuery<Data>(
  { read }: ConsoleQuery<Data>,
  params: URLSearchParams,
): Promise<Shown<Data>> {
  const [ctx, reader] = await Promise.all([operatorCtx(), currentReader()]);
  // Asked first: what happens while it is read is then told once more rather than never.
  const cursor = await liveCursor();
  return { data: await read({ ctx, reader, params }), cursor };
}

/** The parameters of a page's address; of one given several times, all. */
export function paramsOf(given: Record<string, string | string[] | undefined>): URLSearchParams {
  const params = new URLSearchParams();
  for (const [name, values] of Object.entries(given)) {
    for (const value of [values ?? []].flat()) params.append(name, value);
  }
  return params;
}
