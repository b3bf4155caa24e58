import { query } from "@/lib/db/sql";
import { FIND } from "@/lib/generated/sql/checkout/redirect-address/find";
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
  if (!link || !secret) return null;
  return signedRedirect({ ...link, secret, paymentId: spellId("pay", paymentId), now });
}
