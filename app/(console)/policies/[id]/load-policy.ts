import { notFound } from "next/navigation";
import { cache } from "react";
import { operatorCtx } from "@/app/operator";
import { getPolicy } from "@/lib/policies/manage-policies";
import { problemOf } from "@/lib/verb/problem";

/** The policy of a page, or the page for what is not there. */
export const loadPolicy = cache(async (id: string) =>
  getPolicy({ ctx: await operatorCtx(), input: { id } }).catch((err: unknown) => {
    if (problemOf(err)?.code === "not_found") notFound();
    throw err;
  }),
);
