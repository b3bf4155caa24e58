import { notFound } from "next/navigation";
import { operatorCtx, requireOperator } from "@/app/operator";
import { currentReader } from "@/components/ui/current-reader";
import { problemOf } from "@/lib/verb/problem";
import type { ConsoleQuery, Shown } from "./console-query";
import { readQuery } from "./read-query";

/**
 * Reads what a page shows, for the page itself: whoever may not read it is led elsewhere, and what is not there is not found,
 * unless the page leads on from there.
 */
export async function loadQuery<Data>(
  query: ConsoleQuery<Data>,
  params: URLSearchParams,
  otherwise: () => never = notFound,
): Promise<Shown<Data>> {
  await requireOperator(query.permission ?? undefined);
  const [ctx, reader] = await Promise.all([operatorCtx(), currentReader()]);
  try {
    return await readQuery(query, { ctx, reader, params });
  } catch (err) {
    if (problemOf(err)?.code === "not_found") otherwise();
    throw err;
  }
}

/** The parameters of a page's address; of one given several times, all. */
export function paramsOf(given: Record<string, string | string[] | undefined>): URLSearchParams {
  const params = new URLSearchParams();
  for (const [name, values] of Object.entries(given)) {
    for (const value of [values ?? []].flat()) params.append(name, value);
  }
  return params;
}
