import { query } from "@/lib/db/sql";
import { FIND } from "@/lib/generated/sql/checkout/redirect-address/find";
import { outsideAddressFault } from "@/lib/http/followed-address";
import { spellId } from "@/lib/ids";
import { log } from "@/lib/log/log";
import { redirectSecretOf } from "@/lib/merchants/redirect-secret";
import { signedRedirect } from "./signed-redirect";

interface Paid {
  paymentId: string;
  now: Date;
}

/**
 * Where a paid customer is sent, signed with the merchant's secret; null when the link names no such address, or when no
 * signature can be made. Never throws: whoever has paid is told so, and nobody is sent anywhere without a signature.
 */
export async function redirectAddress(paid: Paid): Promise<string | null> {
  try {
    return await signedAddress(paid);
  } catch (err) {
    log.error({ err, paymentId: paid.paymentId }, "a paid customer has no way back to the merchant");
    return null;
  }
}

async function signedAddress({ paymentId, now }: Paid): Promise<string | null> {
  const [link] = await query(FIND, { paymentId });
  const secret = link && (await redirectSecretOf(link.merchantId));
  // A link may be older than the rule, or than the address this console has now.
  if (!link || !secret || outsideAddressFault(link.url)) return null;
  return signedRedirect({ ...link, secret, paymentId: spellId("pay", paymentId), now });
}
