import { notFound } from "next/navigation";
import { cache } from "react";
import { operatorCtx } from "@/app/operator";
import { getConnection } from "@/lib/connections/get-connection";
import { problemOf } from "@/lib/verb/problem";

/** The connection an address names, read once per request; the page of one that is not there says so. */
export const loadConnection = cache(async (id: string) => {
  try {
    return await getConnection({ ctx: await operatorCtx(), input: { id } });
  } catch (err) {
    if (problemOf(err)?.code === "not_found") notFound();
    throw err;
  }
});
