import { query } from "@/lib/db/sql";
import { FIND } from "@/lib/generated/sql/checkout/redirect-address/find";
import { outsideAddressFault } from "@/lib/http/followed-address";
import { spellId } from "@/lib/ids";
import { redirectSecretOf } from "@/lib/merchants/redirect-secret";
import { signedRedirect } from "./signed-redirect";

/** Where a paid customer is sent, signed with the merchant's secret; null when the link names no such address. */
export async function redirectAddress({
  paymentId,
  now,
}: {
  paymentId: string;
  now: Date;
}): Promise<string | null> {
  const [link] = await query(FIND, { paymentId });
  const secret = link && (await redirectSecretOf(link.merchantId));
  // A link may be older than the rule, or than the address this console has now.
  if (!link || !secret || outsideAddressFault(link.url)) return null;
  return signedRedirect({ ...link, secret, paymentId: spellId("pay", paymentId), now });
}
