import { open } from "@/lib/crypto/seal";
import { run, statement } from "@/lib/db/sql";
import { spellId } from "@/lib/ids";
import { redirectSecretPurpose } from "@/lib/merchants/redirect-secret";
import { signedRedirect } from "./signed-redirect";

interface PaidLink {
  url: string;
  reference: string | null;
  merchantId: string;
  secret: Buffer;
}

// Only a payment that was made is vouched for.
const FIND = statement(`
  SELECT l.success_redirect_url AS url, p.merchant_reference AS reference, m.id AS "merchantId",
    m.redirect_secret_sealed AS secret
  FROM payment p
  JOIN checkout_link l ON l.payment_id = p.id
  JOIN merchant m ON m.id = p.merchant_id
  WHERE p.id = $1 AND p.stage = 'completed' AND l.success_redirect_url IS NOT NULL`);

/** Where a paid customer is sent, signed with the merchant's secret; null when the link names no such address. */
export async function redirectAddress({ paymentId, now }: { paymentId: string; now: Date }): Promise<string | null> {
  const [link] = await run<PaidLink>(FIND, [paymentId]);
  if (!link) return null;
  const secret = open(link.secret, redirectSecretPurpose(link.merchantId));
  return signedRedirect({ ...link, secret, paymentId: spellId("pay", paymentId), now });
}
