import { readOperator } from "@/lib/auth/session";

// What fetches links to show a preview or to look for harm, and what is no browser at all.
const MACHINE =
  /bot\b|bot[/;]|crawl|spider|slurp|preview|facebookexternalhit|facebookcatalog|whatsapp|telegram|skype|slack|discord|viber|embedly|pinterest|vkshare|iframely|safelinks|barracuda|proofpoint|mimecast|scanner|monitor|^(curl|wget|python|go-http|okhttp|java|ruby|axios|node)/i;

/** Whether a request is a customer's looking at their page: no machine's, none made ahead, and not the operator's own. */
export async function isLookOfCustomer({ method, headers }: Request): Promise<boolean> {
  if (method !== "GET" || isAhead(headers) || isMachine(headers.get("user-agent"))) return false;
  return !headers.has("cookie") || (await readOperator(headers)) === null;
}

function isAhead(headers: Headers): boolean {
  const purposes = ["sec-purpose", "purpose", "x-purpose", "x-moz"].map((name) => headers.get(name) ?? "");
  return purposes.some((purpose) => /prefetch|prerender|preview/i.test(purpose));
}

function isMachine(userAgent: string | null): boolean {
  return !userAgent || MACHINE.test(userAgent);
}
