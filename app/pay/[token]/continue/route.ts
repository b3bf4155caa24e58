import { payAddress } from "@/app/pay/addresses";
import { isFramed } from "@/app/pay/destination";
import { readCheckout } from "@/app/pay/load-checkout";
import { seeOther } from "@/app/pay/respond";
import { redirectAddress } from "@/lib/checkout/redirect-address";

/** Sends a paid customer back to the merchant with a fresh signature; anybody else to the page, which says what is next. */
export async function GET(
  request: Request,
  { params }: { params: Promise<{ token: string }> },
): Promise<Response> {
  const { token } = await params;
  const loaded = await readCheckout(token);
  if (loaded?.page.state !== "completed" || isFramed(request.headers)) return seeOther(payAddress(token));
  const { page, now } = loaded;
  return seeOther((await redirectAddress({ paymentId: page.payment.id, now })) ?? payAddress(token));
}
