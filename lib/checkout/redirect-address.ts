import { run, statement } from "@/lib/db/sql";
import { spellId } from "@/lib/ids";
import { redirectSecretOf } from "@/lib/merchants/redirect-secret";
import { signedRedirect } from "./signed-redirect";

// Only a payment that was made is vouched for.
const FIND = statement(`
  SELECT l.success_redirect_url AS url, p.merchant_reference AS reference, p.merchant_id AS "merchantId"
  FROM payment p JOIN checkout_link l ON l.payment_id = p.id
  WHERE p.id = $1 AND p.stage = 'completed' AND l.success_redirect_url IS NOT NULL`);

/** Where a paid customer is sent, signed with the merchant's secret; null when the link names no such address. */
export async function redirectAddress({
  paymentId,
  now,
}: {
  paymentId: string;
  now: Date;
}): Promise<string | null> {
  const [link] = await run<{ url: string; reference: string | null; merchantId: string }>(FIND, [paymentId]);
  const secret = link && (await redirectSecretOf(link.merchantId));
  if (!link || !secret) return null;
  return signedRedirect({ ...link, secret, paymentId: spellId("pay", paymentId), now });
}
