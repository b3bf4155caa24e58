import { notFound } from "next/navigation";
import { cache } from "react";
import { operatorCtx } from "@/app/operator";
import { problemOf } from "@/lib/verb/problem";
import { getEndpoint } from "@/lib/webhooks/endpoints/get-endpoint";

/** The endpoint an address names, read once per request; the page of one that is not there says so. */
export const loadEndpoint = cache(async (id: string) => {
  try {
    return await getEndpoint({ ctx: await operatorCtx(), input: { id } });
  } catch (err) {
    if (problemOf(err)?.code === "not_found") notFound();
    throw err;
  }
});
