import { mandateAddress } from "@/app/mandate/addresses";
import { readMandate } from "@/app/mandate/load-mandate";
import { answering, seeOther } from "@/app/pay/respond";
import { askAboutMandate } from "@/lib/policies/mandates/ask-about-mandate";

/** Takes a payer who comes from the provider's page. What they did there is asked, and then the page says it. */
export async function GET(
  request: Request,
  { params }: { params: Promise<{ token: string }> },
): Promise<Response> {
  const { token } = await params;
  return answering(mandateAddress(token), request, async () => {
    const loaded = await readMandate(token);
    if (loaded) await askAboutMandate({ ctx: loaded.ctx, input: loaded.page });
    return seeOther(mandateAddress(token));
  });
}
