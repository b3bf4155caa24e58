import { type Already, alreadyAddress, type Gone, goneAddress, payAddress } from "@/app/pay/addresses";
import { customerCtx } from "@/app/pay/customer-ctx";
import { destinationOf, isFramed, minutesUntil } from "@/app/pay/destination";
import { readGuardedForm } from "@/app/pay/guarded-form";
import { keepInput, keptInputOf } from "@/app/pay/kept-input";
import { readCheckout } from "@/app/pay/load-checkout";
import { answering, json, seeOther, toPage, wantsJson } from "@/app/pay/respond";
import { NEW_CARD } from "@/components/checkout/method-choice";
import type { SubmitAnswer } from "@/components/checkout/submit-answer";
import { newProof } from "@/lib/checkout/card-testing/proof";
import type { CheckoutPage } from "@/lib/checkout/get-checkout-page";
import { noteLinkOpened } from "@/lib/checkout/note-link-opened";
import { type PayCheckout, payCheckout } from "@/lib/checkout/pay-checkout";
import { declineOf } from "@/lib/connectors/decline-codes";
import type { CardProblem } from "@/lib/connectors/typed-card/typed-card";
import { clientAddress } from "@/lib/http/client-address";
import type { Ctx } from "@/lib/verb/context";
import { problemOf } from "@/lib/verb/problem";

/** Takes the card form. The number goes into the connector's `tokenize` and nowhere else. */
export async function POST(
  request: Request,
  { params }: { params: Promise<{ token: string }> },
): Promise<Response> {
  const { token } = await params;
  return answering(payAddress(token), request, () => submit(token, request));
}

/** The address that a form without a script leaves in the browser where its answer was lost. */
export const GET = toPage(payAddress);

/** After these the same form is shown again, with what may be kept of it. */
const COME_BACK: readonly string[] = ["declined", "proof_required", "refused"];

async function submit(token: string, request: Request): Promise<Response> {
  const form = await readGuardedForm(request);
  const loaded = await readCheckout(token);
  if (!loaded) return seeOther(payAddress(token));
  const { page, now } = loaded;
  // Whoever pays has looked, also where pictures are not shown.
  if (!page.openedAt) await noteLinkOpened({ paymentId: page.payment.id, now });
  const method = methodOf(form, page.pays, now);
  if (method === null && page.state === "completed") return sendTo(alreadyAddress(token, "other"), request);
  if (method === null) return turnAway(token, request, "form");
  if (!method.ok) return refuse(token, request, form, method.problems);
  const from = { address: clientAddress(request.headers), proof: form.get("proof") };
  const input = { token, method: method.value, from };
  const result = await payOrNull(customerCtx(page), input);
  if (result === null) return turnAway(token, request, method.value.type === "saved" ? "saved" : "form");
  if (result.outcome === "closed" && result.state === "completed")
    return sendTo(alreadyAddress(token, await alreadyPaidBy(token, cardIn(method.value, page))), request);
  const { to, framedTo } = await destinationOf(result, token, page, now);
  if (!wantsJson(request)) {
    const kept = COME_BACK.includes(result.outcome) ? keeping(token, form) : {};
    return seeOther(isFramed(request.headers) ? framedTo : to, kept);
  }
  if (result.outcome === "proof_required")
    return answer({ kind: "proof_required", challenge: await newProof(token) });
  if (result.outcome === "refused") return answer({ kind: "wait", minutes: minutesUntil(result.until) });
  if (result.outcome !== "declined") return answer({ kind: "go", to, framedTo });
  const message = declineOf(result.declineCode).customer;
  const after = await readCheckout(token);
  const triesLeft = after?.page.attemptsLeft ?? 0;
  return answer(triesLeft > 0 ? { kind: "declined", message, triesLeft } : { kind: "go", to, framedTo });
}

/** Null where what was chosen can no longer be charged: that is refused before anybody is asked to. */
async function payOrNull(
  ctx: Ctx,
  input: PayCheckout,
): Promise<Awaited<ReturnType<typeof payCheckout>> | null> {
  try {
    return await payCheckout({ ctx, input });
  } catch (err) {
    if (problemOf(err)?.code === "invalid") return null;
    throw err;
  }
}

type Method = { ok: true; value: PayCheckout["method"] } | { ok: false; problems: CardProblem[] };

/** What was chosen; null for a card typed where none is taken any more. */
function methodOf(form: URLSearchParams, pays: CheckoutPage["pays"], now: Date): Method | null {
  const chosen = form.get("method") ?? NEW_CARD;
  if (chosen !== NEW_CARD) return { ok: true, value: { type: "saved", savedMethodId: chosen } };
  if (pays.by !== "card") return null;
  const text = (name: string) => form.get(name) ?? "";
  const typed = { number: text("number"), expiry: text("expiry"), cvc: text("cvc") };
  const tokenized = pays.form.tokenize(typed, now);
  if (!tokenized.ok) return tokenized;
  return { ok: true, value: { type: "card", card: tokenized.card, saveMethod: form.get("save") === "1" } };
}

function refuse(token: string, request: Request, form: URLSearchParams, problems: CardProblem[]): Response {
  if (wantsJson(request)) return answer({ kind: "problems", problems });
  const check = new URLSearchParams(problems.map((problem) => ["check", problem]));
  return seeOther(`${payAddress(token)}?${check}`, keeping(token, form));
}

/** To the page as it is now, which says that nothing was charged: what was on the one before is there no more. */
function turnAway(token: string, request: Request, gone: Gone): Response {
  return sendTo(goneAddress(token, gone), request);
}

function sendTo(to: string, request: Request): Response {
  return wantsJson(request) ? answer({ kind: "go", to, framedTo: to }) : seeOther(to);
}

/** Whether what was sent now is the card that had paid it before: somebody else may have. */
async function alreadyPaidBy(token: string, sent: CheckoutPage["card"]): Promise<Already> {
  const paid = (await readCheckout(token))?.page.card;
  return sent && (paid?.brand !== sent.brand || paid.last4 !== sent.last4) ? "other" : "same";
}

/** Null for a saved card that was not on the page any more. */
function cardIn(method: PayCheckout["method"], { savedMethods }: CheckoutPage): CheckoutPage["card"] {
  if (method.type === "card") return method.card;
  return savedMethods.find(({ id }) => id === method.savedMethodId) ?? null;
}

function keeping(token: string, form: URLSearchParams): HeadersInit {
  return { "Set-Cookie": keepInput(payAddress(token), keptInputOf(form)) };
}

function answer(value: SubmitAnswer): Response {
  return json(value);
}
