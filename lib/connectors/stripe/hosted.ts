import Stripe from "stripe";
import { HOUR_MS, MINUTE_MS } from "@/lib/durations";
import type { HostedOutcome, HostedPages, HostedRequest } from "../connector";
import { pricedLines } from "./amounts";
import { certainRefusal } from "./decline";
import { lookUpCharge } from "./lookup";
import { EXPANDED_IN_SESSION, sessionOutcome } from "./outcome";

/** Stripe closes a page no sooner after it was made; a minute more for clocks that differ. */
const PAGE_LIFE_MIN_MS = 31 * MINUTE_MS;
const PAGE_LIFE_MAX_MS = 24 * 60 * MINUTE_MS - MINUTE_MS;

/** Stripe shows so much of a line's name. */
const LINE_NAME_LENGTH_MAX = 250;

/** Stripe's own pages: `checkout.sessions`. */
export function hostedPages(stripe: Stripe): HostedPages {
  return {
    async begin(request) {
      const parameters = sessionOf(request);
      if (!parameters) return NOT_SAYABLE;
      try {
        const session = await stripe.checkout.sessions.create(parameters, {
          idempotencyKey: request.attemptId,
        });
        return pageOf(session);
      } catch (err) {
        if (isOtherRequest(err)) return madeBefore(stripe, request);
        const refusal = certainRefusal(err);
        if (!refusal) throw err;
        return { state: "failed", providerReference: null, ...refusal };
      }
    },

    async close(request) {
      const found = await lookUpCharge(stripe, request);
      if (found.state !== "requires_action") return found;
      const { providerReference } = found;
      // Paid in between, Stripe refuses to expire it: what it came to is asked then.
      await stripe.checkout.sessions.expire(providerReference).catch((err: unknown) => {
        if (!certainRefusal(err)) throw err;
      });
      return sessionOutcome(
        await stripe.checkout.sessions.retrieve(providerReference, { expand: EXPANDED_IN_SESSION }),
      );
    },
  };
}

/** Whether the key was used for another request, and not for one that still runs. */
function isOtherRequest(err: unknown): boolean {
  return err instanceof Stripe.errors.StripeIdempotencyError && err.statusCode !== 409;
}

/** The page that this attempt has already, asked for then in another language or a minute earlier. */
async function madeBefore(stripe: Stripe, { attemptId, now }: HostedRequest): Promise<HostedOutcome> {
  const startedAt = new Date(now.getTime() - HOUR_MS);
  const found = await lookUpCharge(stripe, {
    ...{ attemptId, operation: "charge", providerReference: null, chargeReference: null, method: null },
    ...{ startedAt, now },
  });
  if (found.state !== "requires_action")
    throw new Error("the page of an attempt was made before, and is not open");
  return pageOf(await stripe.checkout.sessions.retrieve(found.providerReference));
}

const NOT_SAYABLE: HostedOutcome = {
  state: "failed",
  providerReference: null,
  declineCode: "amount_not_chargeable",
  raw: { error: "amount_not_chargeable" },
};

function sessionOf(request: HostedRequest): Stripe.Checkout.SessionCreateParams | null {
  const { attemptId, currency, savingMethod, customer, reference } = request;
  const lines = pricedLines(request);
  if (!lines) return null;
  const metadata = { attempt_id: attemptId, ...(reference && { reference: reference.slice(0, 500) }) };
  return {
    mode: "payment",
    client_reference_id: attemptId,
    metadata,
    payment_intent_data: { metadata: { ...metadata, hosted: "1" } },
    line_items: lines.map(({ description, amount }) => ({
      quantity: 1,
      price_data: {
        currency: currency.toLowerCase(),
        unit_amount: amount,
        product_data: { name: description.slice(0, LINE_NAME_LENGTH_MAX) },
      },
    })),
    ...(customer?.email && { customer_email: customer.email }),
    // Stripe asks the customer itself whether to keep the card.
    ...(savingMethod && {
      customer_creation: "always",
      saved_payment_method_options: { payment_method_save: "enabled" },
    }),
    success_url: request.returnUrl,
    cancel_url: request.cancelUrl,
    expires_at: Math.floor(closesAt(request) / 1_000),
    locale: localeOf(request.locale),
  };
}

// In real time: Stripe knows no test clock.
function closesAt({ now, expiresAt }: HostedRequest): number {
  const life = Math.min(Math.max(expiresAt.getTime() - now.getTime(), PAGE_LIFE_MIN_MS), PAGE_LIFE_MAX_MS);
  return Date.now() + life;
}

function pageOf(session: Stripe.Checkout.Session): HostedOutcome {
  if (!session.url) throw new Error("Stripe made a page without an address.");
  return {
    state: "redirect",
    providerReference: session.id,
    url: session.url,
    expiresAt: new Date(session.expires_at * 1_000),
    raw: { id: session.id, object: session.object, status: session.status },
  };
}

const LOCALES = new Set(
  "bg cs da de el en en-GB es es-419 et fi fil fr fr-CA hr hu id it ja ko lt lv ms mt nb nl pl pt pt-BR ro ru sk sl sv th tr vi zh zh-HK zh-TW".split(
    " ",
  ),
);

/** The language of a page, where Stripe has it. */
export function localeOf(locale: string): Stripe.Checkout.SessionCreateParams.Locale {
  const language = locale.split("-")[0] ?? "";
  const known = [locale, language].find((each) => LOCALES.has(each)) ?? "auto";
  return known as Stripe.Checkout.SessionCreateParams.Locale;
}
