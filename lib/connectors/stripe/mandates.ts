import Stripe from "stripe";
import { DAY_MS } from "@/lib/durations";
import type { Json } from "../connector";
import type {
  MandateLookup,
  MandateOutcome,
  MandatePageOutcome,
  MandateRequest,
  Mandates,
} from "../mandates";
import { certainRefusal } from "./decline";
import { localeOf } from "./hosted";
import { sessionMarked } from "./lookup";
import { expectKind } from "./outcome";

export const TAKEN_AWAY = "The card was taken away at Stripe.";

/** What is expanded of a page, so that one answer says what was agreed. */
export const EXPANDED_IN_SETUP = ["setup_intent.payment_method"];

/** Cards kept to be charged while the payer is away: pages in setup mode. */
export function stripeMandates(stripe: Stripe): Mandates {
  return {
    takes: ["card"],
    begin: (request) => begin(stripe, request),
    lookup: (request) => lookUp(stripe, request),
    async end(request) {
      const found = await lookUp(stripe, request);
      if (found.state === "waiting") {
        await stripe.checkout.sessions.expire(found.providerReference).catch(unlessRefused);
        // The payer may have agreed in the last moment.
        const last = await lookUp(stripe, request);
        return last.state === "waiting"
          ? ended(last.providerReference, "Taken back before the payer agreed.")
          : last;
      }
      if (found.state !== "active" && found.state !== "submitted") return found;
      await stripe.paymentMethods.detach(methodIn(found.token)).catch(unlessRefused);
      return lookUp(stripe, { ...request, token: found.token });
    },
  };
}

async function begin(stripe: Stripe, request: MandateRequest): Promise<MandatePageOutcome> {
  const { mandateId, providerReference } = request;
  const before = providerReference ? await stripe.checkout.sessions.retrieve(providerReference) : null;
  if (before?.status === "open") return pageOf(before);
  if (before?.status === "complete") throw new Error("the payer has agreed already");
  try {
    // A page that has lapsed is followed by another, and two asked for at once are the same.
    const idempotencyKey = before ? `${mandateId}/${before.id}` : mandateId;
    return pageOf(await stripe.checkout.sessions.create(sessionOf(request), { idempotencyKey }));
  } catch (err) {
    if (err instanceof Stripe.errors.StripeIdempotencyError) return madeBefore(stripe, request);
    const refusal = certainRefusal(err);
    if (!refusal) throw err;
    return { state: "failed", providerReference: null, ...refusal };
  }
}

/** The page there is already, whose answer was lost and which was asked for in another language then. */
async function madeBefore(stripe: Stripe, { mandateId, now }: MandateRequest): Promise<MandatePageOutcome> {
  const startedAt = new Date(now.getTime() - DAY_MS);
  const made = await madeSession(stripe, { mandateId, startedAt });
  if (!made) throw new Error("the page of an agreement was made before, and is not there");
  return pageOf(await stripe.checkout.sessions.retrieve(made));
}

function sessionOf(request: MandateRequest): Stripe.Checkout.SessionCreateParams {
  const metadata = { mandate_id: request.mandateId };
  return {
    mode: "setup",
    // Which methods the page offers is the account's own setting for the currency.
    currency: request.currency.toLowerCase(),
    client_reference_id: request.mandateId,
    metadata,
    setup_intent_data: { metadata, description: request.description },
    customer_creation: "always",
    ...(request.payer.email && { customer_email: request.payer.email }),
    success_url: request.returnUrl,
    cancel_url: request.cancelUrl,
    locale: localeOf(request.locale),
  };
}

function pageOf(session: Stripe.Checkout.Session): MandatePageOutcome {
  if (!session.url) throw new Error("Stripe made a page without an address.");
  return { state: "redirect", providerReference: session.id, url: session.url, raw: rawOf(session) };
}

async function lookUp(stripe: Stripe, request: MandateLookup): Promise<MandateOutcome> {
  const reference = request.providerReference ?? (await madeSession(stripe, request));
  if (!reference) return { state: "not_found" };
  const session = await stripe.checkout.sessions.retrieve(reference, { expand: EXPANDED_IN_SETUP });
  const outcome = setupOutcome(session);
  if (outcome.state !== "active") return outcome;
  const method = await stripe.paymentMethods.retrieve(methodIn(outcome.token));
  return method.customer ? outcome : ended(reference, TAKEN_AWAY);
}

const madeSession = (stripe: Stripe, request: Pick<MandateLookup, "mandateId" | "startedAt">) =>
  sessionMarked(stripe, { name: "mandate_id", id: request.mandateId }, request);

/** What a page in setup mode has come to. Our token of a kept card is `customer/payment method`. One that has lapsed can be made again. */
export function setupOutcome(session: Stripe.Checkout.Session): MandateOutcome {
  expectKind(session, "checkout.session");
  const answer = { providerReference: session.id, raw: rawOf(session) };
  const intent = typeof session.setup_intent === "object" ? session.setup_intent : null;
  const method = typeof intent?.payment_method === "object" ? intent.payment_method : null;
  const customer = typeof session.customer === "string" ? session.customer : session.customer?.id;
  if (session.status !== "complete" || intent?.status !== "succeeded" || !method || !customer)
    return { ...answer, state: "waiting" };
  const {
    brand = method.type,
    last4 = null,
    exp_month = null,
    exp_year = null,
  } = method.card ?? { last4: method.sepa_debit?.last4 };
  return {
    ...answer,
    state: "active",
    token: `${customer}/${method.id}`,
    method: { brand, last4, expiryMonth: exp_month, expiryYear: exp_year },
  };
}

const methodIn = (token: string) => token.split("/")[1] ?? "";

function ended(providerReference: string, reason: string): MandateOutcome {
  return { state: "ended", providerReference, reason, raw: { id: providerReference } };
}

// Refused, it was so already; anything else is not known.
function unlessRefused(err: unknown): void {
  if (!certainRefusal(err)) throw err;
}

function rawOf({ id, object, status, mode }: Stripe.Checkout.Session): Json {
  return { id, object, status, mode };
}
