import { continueAddress, payAddress } from "@/app/pay/addresses";
import { customerCtx } from "@/app/pay/customer-ctx";
import { readCheckout } from "@/app/pay/load-checkout";
import { answering, seeOther } from "@/app/pay/respond";
import { askProvider } from "@/lib/checkout/hosted/ask-provider";

/** Takes a customer who comes from the provider's page. What they did there is asked, and then the payment page says it. */
export async function GET(
  request: Request,
  { params }: { params: Promise<{ token: string }> },
): Promise<Response> {
  const { token } = await params;
  return answering(payAddress(token), request, async () => {
    const loaded = await readCheckout(token);
    if (loaded) {
      const { page } = loaded;
      await askProvider({ ctx: customerCtx(page), input: { paymentId: page.payment.id } });
    }
    return seeOther(continueAddress(token));
  });
}
