import { mandateAddress, mandateReturnAddress } from "@/app/mandate/addresses";
import { readMandate } from "@/app/mandate/load-mandate";
import { readGuardedForm } from "@/app/pay/guarded-form";
import { answering, seeOther, toPage } from "@/app/pay/respond";
import { currentReader } from "@/components/ui/current-reader";
import { publicUrl } from "@/lib/http/public-url";
import { openMandatePage } from "@/lib/policies/mandates/mandate-page";

/** Sends the payer to the provider's page. Nothing is typed here: there is one button, and it needs no script. */
export async function POST(
  request: Request,
  { params }: { params: Promise<{ token: string }> },
): Promise<Response> {
  const { token } = await params;
  return answering(mandateAddress(token), request, () => open(token, request));
}

/** The address that a form without a script leaves in the browser where its answer was lost. */
export const GET = toPage(mandateAddress);

async function open(token: string, request: Request): Promise<Response> {
  await readGuardedForm(request);
  const loaded = await readMandate(token);
  if (loaded?.page.state !== "waiting") return seeOther(mandateAddress(token));
  const { page, ctx } = loaded;
  const { locale } = await currentReader();
  const returnUrl = `${publicUrl()}${mandateReturnAddress(token)}`;
  const url = await openMandatePage({ ctx, input: { page, locale, returnUrl } });
  return seeOther(url ?? `${mandateAddress(token)}?fault=1`);
}
