import { readCheckout } from "@/app/pay/load-checkout";
import { isLookOfCustomer } from "@/app/pay/look-of-customer";
import { noteLinkOpened } from "@/lib/checkout/note-link-opened";

// One transparent pixel.
const PIXEL = Buffer.from("R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7", "base64");

/**
 * A picture in the hosted page, which a browser fetches when somebody looks at it: with a script or without, and not
 * when it only asks for the head, fetches ahead or makes a preview.
 */
export async function GET(
  request: Request,
  { params }: { params: Promise<{ token: string }> },
): Promise<Response> {
  if (await isLookOfCustomer(request)) {
    const loaded = await readCheckout((await params).token);
    if (loaded && !loaded.page.openedAt)
      await noteLinkOpened({ paymentId: loaded.page.payment.id, now: loaded.now });
  }
  return new Response(PIXEL, { headers: { "Content-Type": "image/gif", "Cache-Control": "no-store" } });
}
