import { goneAddress, payAddress, returnAddress } from "@/app/pay/addresses";
import { customerCtx } from "@/app/pay/customer-ctx";
import { destinationOf, isFramed } from "@/app/pay/destination";
import { readGuardedForm } from "@/app/pay/guarded-form";
import { readCheckout } from "@/app/pay/load-checkout";
import { answering, seeOther, toPage } from "@/app/pay/respond";
import { currentReader } from "@/components/ui/current-reader";
import { openProviderPage } from "@/lib/checkout/hosted/open-provider-page";
import { noteLinkOpened } from "@/lib/checkout/note-link-opened";
import { publicUrl } from "@/lib/http/public-url";

/** Sends the customer to the provider's page. Nothing is typed here: there is one button, and it needs no script. */
export async function POST(
  request: Request,
  { params }: { params: Promise<{ token: string }> },
): Promise<Response> {
  const { token } = await params;
  return answering(payAddress(token), request, () => open(token, request));
}

/** The address that a form without a script leaves in the browser where its answer was lost. */
export const GET = toPage(payAddress);

async function open(token: string, request: Request): Promise<Response> {
  await readGuardedForm(request);
  const loaded = await readCheckout(token);
  if (!loaded) return seeOther(payAddress(token));
  const { page, now } = loaded;
  if (!page.openedAt) await noteLinkOpened({ paymentId: page.payment.id, now });
  const { locale } = await currentReader();
  const input = { token, locale, returnUrl: `${publicUrl()}${returnAddress(token)}` };
  const opened = await openProviderPage({ ctx: customerCtx(page), input });
  if (opened.outcome === "page") return seeOther(opened.url);
  if (opened.outcome === "no_connection") return seeOther(goneAddress(token, "form"));
  const { to, framedTo } = await destinationOf(opened, token, page, now);
  return seeOther(isFramed(request.headers) ? framedTo : to);
}
