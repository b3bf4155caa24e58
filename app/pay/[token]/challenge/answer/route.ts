import { payAddress } from "@/app/pay/addresses";
import { customerCtx } from "@/app/pay/customer-ctx";
import { destinationOf, isFramed } from "@/app/pay/destination";
import { readGuardedForm } from "@/app/pay/guarded-form";
import { readCheckout } from "@/app/pay/load-checkout";
import { answering, seeOther, toPage } from "@/app/pay/respond";
import { answerChallenge } from "@/lib/checkout/answer-challenge";
import { clientAddress } from "@/lib/http/client-address";
import { readAnyId } from "@/lib/ids";

const RESULTS = ["approve", "fail", "leave"] as const;

/** Takes the answer that the customer gave the bank. */
export async function POST(
  request: Request,
  { params }: { params: Promise<{ token: string }> },
): Promise<Response> {
  const { token } = await params;
  return answering(payAddress(token), request, () => answer(token, request));
}

/** The address that a form without a script leaves in the browser where its answer was lost. */
export const GET = toPage(payAddress);

async function answer(token: string, request: Request): Promise<Response> {
  const form = await readGuardedForm(request);
  const loaded = await readCheckout(token);
  const result = RESULTS.find((each) => each === form.get("result"));
  const attemptId = readAnyId(form.get("attemptId") ?? "");
  if (!loaded || !result || !attemptId) return seeOther(payAddress(token));
  const { page, now } = loaded;
  const address = clientAddress(request.headers);
  const input = { token, attemptId, result, address };
  const outcome = await answerChallenge({ ctx: customerCtx(page), input });
  const { to, framedTo } = await destinationOf(outcome, token, page, now);
  return seeOther(isFramed(request.headers) ? framedTo : to);
}
