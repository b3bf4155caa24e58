import { answerProblem } from "@/app/answer-problem";
import { operatorCtx } from "@/app/operator";
import { getCheckoutPayment } from "@/lib/checkout/get-checkout-payment";
import { paymentUrl } from "@/lib/checkout/present";
import { qrCodeFile } from "@/lib/checkout/qr-code";

/** The QR code of a link, as a file. */
export async function GET(_: Request, { params }: RouteContext<"/checkout-links/[id]/qr">) {
  try {
    const { token } = await getCheckoutPayment({ ctx: await operatorCtx(), input: await params });
    return new Response(qrCodeFile(paymentUrl(token)), {
      headers: { "Content-Type": "image/svg+xml", "Cache-Control": "no-store" },
    });
  } catch (err) {
    return answerProblem(err);
  }
}
