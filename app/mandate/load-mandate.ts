import { cache } from "react";
import { currentTime } from "@/lib/clock/clock";
import { getMandatePage, mandateCtx } from "@/lib/policies/mandates/mandate-page";

/** What a link opens, as it is now; null when it opens nothing. */
export async function readMandate(linkToken: string) {
  const now = await currentTime();
  const page = await getMandatePage({ linkToken, now });
  return page && { page, ctx: mandateCtx(page, page.moment) };
}

/** The same, read once for a page and its title. */
export const loadMandate = cache(readMandate);
