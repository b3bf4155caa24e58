import type Stripe from "stripe";
import type { ChargeOutcome, LookupOutcome, LookupRequest, RefundOutcome } from "../connector";
import { lookedForSince } from "../looked-for-since";
import { EXPANDED, EXPANDED_IN_SESSION, intentOutcome, refundOutcome, sessionOutcome } from "./outcome";

/** How many of the account's objects are looked through for one whose answer was lost. */
const LOOKED_THROUGH_MAX = 1_000;

/** What became of a charge: by what Stripe called it, or by our mark on what it has made since. Lists are consistent. */
export async function lookUpCharge(
  stripe: Stripe,
  request: LookupRequest,
): Promise<ChargeOutcome | { state: "not_found" }> {
  const { providerReference } = request;
  if (providerReference?.startsWith("cs_"))
    return sessionOutcome(
      await stripe.checkout.sessions.retrieve(providerReference, { expand: EXPANDED_IN_SESSION }),
    );
  if (providerReference?.startsWith("pi_"))
    return intentOutcome(await stripe.paymentIntents.retrieve(providerReference, { expand: EXPANDED }));
  const found = request.method
    ? await madeIntent(stripe, request, request.method.token)
    : await sessionMarked(stripe, { name: "attempt_id", id: request.attemptId }, request);
  return found ? lookUpCharge(stripe, { ...request, providerReference: found }) : { state: "not_found" };
}

// A saved card is charged without a page.
async function madeIntent(stripe: Stripe, request: LookupRequest, token: string): Promise<string | null> {
  const [customer = ""] = token.split("/");
  const created = { gte: sinceOf(request) };
  let looked = 0;
  for await (const { id, metadata } of stripe.paymentIntents.list({ created, limit: 100, customer })) {
    if (metadata.attempt_id === request.attemptId) return id;
    if (++looked >= LOOKED_THROUGH_MAX) throw new Error("too many payments to look through");
  }
  return null;
}

/** The newest page with our mark among those made since, whose own answer was lost; null where there is none. */
export async function sessionMarked(
  stripe: Stripe,
  mark: { name: "attempt_id" | "mandate_id"; id: string },
  since: Pick<LookupRequest, "startedAt">,
): Promise<string | null> {
  const created = { gte: sinceOf(since) };
  let looked = 0;
  for await (const { id, metadata } of stripe.checkout.sessions.list({ created, limit: 100 })) {
    if (metadata?.[mark.name] === mark.id) return id;
    if (++looked >= LOOKED_THROUGH_MAX) throw new Error("too many sessions to look through");
  }
  return null;
}

/** What became of a refund, in the same way. */
export async function lookUpRefund(
  stripe: Stripe,
  { attemptId, providerReference, chargeReference }: LookupRequest,
): Promise<RefundOutcome | { state: "not_found" }> {
  if (providerReference) return refundOutcome(await stripe.refunds.retrieve(providerReference));
  if (!chargeReference) return { state: "not_found" };
  for await (const refund of stripe.refunds.list({ payment_intent: chargeReference, limit: 100 }))
    if (refund.metadata?.attempt_id === attemptId) return refundOutcome(refund);
  return { state: "not_found" };
}

export async function lookUp(stripe: Stripe, request: LookupRequest): Promise<LookupOutcome> {
  if (request.operation === "payout") return { state: "not_found" };
  return request.operation === "charge" ? lookUpCharge(stripe, request) : lookUpRefund(stripe, request);
}

function sinceOf({ startedAt }: Pick<LookupRequest, "startedAt">): number {
  return Math.floor(lookedForSince(startedAt).getTime() / 1_000);
}
