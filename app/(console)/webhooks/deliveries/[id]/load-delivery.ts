import { notFound } from "next/navigation";
import { cache } from "react";
import { operatorCtx } from "@/app/operator";
import { problemOf } from "@/lib/verb/problem";
import { getDelivery } from "@/lib/webhooks/deliveries/get-delivery";

/** The delivery an address names, read once per request; the page of one that is not there says so. */
export const loadDelivery = cache(async (id: string, attempt?: number) => {
  try {
    return await getDelivery({ ctx: await operatorCtx(), input: { id, attempt } });
  } catch (err) {
    if (problemOf(err)?.code === "not_found") notFound();
    throw err;
  }
});
