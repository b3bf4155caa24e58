import type { Ctx } from "@/lib/verb/context";
import { listMerchants } from "./list-merchants";
import type { Merchant } from "./merchant";

/** A choice of merchants in a form holds at most so many. */
export const MERCHANTS_OFFERED_MAX = 500;

/** The merchants somebody can choose from, in the order they were made. */
export async function offeredMerchants({ ctx }: { ctx: Ctx }): Promise<Merchant[]> {
  const offered: Merchant[] = [];
  let after: string | null = null;
  do {
    const page: Awaited<ReturnType<typeof listMerchants>> = await listMerchants({ ctx, input: { after } });
    offered.push(...page.merchants);
    after = page.next;
  } while (after && offered.length < MERCHANTS_OFFERED_MAX);
  return offered;
}
