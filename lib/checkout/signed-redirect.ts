import { createHmac } from "node:crypto";

export interface SignedRedirect {
  /** The merchant's successRedirectUrl. What its query already holds is kept. */
  url: string;
  secret: string;
  /** As the door spells it: `pay_…`. */
  paymentId: string;
  reference: string | null;
  now: Date;
}

/** The only status a redirect is signed with: nobody is sent there before the payment is made. */
const STATUS = "completed";

/** The address a paid customer is sent to, as the contract of the checkout door signs it. */
export function signedRedirect({ url, secret, paymentId, reference, now }: SignedRedirect): string {
  const signed = {
    payment_id: paymentId,
    status: STATUS,
    reference: reference ?? "",
    timestamp: String(Math.floor(now.getTime() / 1000)),
  };
  const address = new URL(url);
  // A merchant's own parameter of the same name would make two: the receiver must find the signed one only.
  for (const [name, value] of Object.entries(signed)) address.searchParams.set(name, value);
  address.searchParams.set("signature", redirectSignature(Object.values(signed), secret));
  return address.toString();
}

/** HMAC-SHA256, in hex, over the parts joined by `|`. */
export function redirectSignature(parts: string[], secret: string): string {
  return createHmac("sha256", secret).update(parts.join("|"), "utf8").digest("hex");
}
