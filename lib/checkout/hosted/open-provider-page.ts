import { providerNamed } from "@/lib/connectors/all-providers";
import { ask } from "@/lib/connectors/ask";
import { connectorOf } from "@/lib/connectors/connection";
import type { ChargeOutcome, HostedPages, HostedRequest } from "@/lib/connectors/connector";
import { refuseWhileHeld } from "@/lib/connectors/held";
import { type ChosenRoute, routesFor } from "@/lib/connectors/route";
import { type Queryable, transaction } from "@/lib/db/sql";
import { type Attempt, attemptById } from "@/lib/payments/attempt";
import { maySee } from "@/lib/payments/find-payment";
import type { Ctx } from "@/lib/verb/context";
import { Refused } from "@/lib/verb/problem";
import { beginHosted, throughRoute } from "../begin-charge";
import { lockCheckoutByToken } from "../checkout-link";
import { type PaymentRefusal, paymentRefusal } from "../payment-refusal";
import { type PayResult, settleCharge } from "../settle-charge";
import { type HostedCheckout, readHostedCheckout } from "./hosted-checkout";

export interface OpenProviderPage {
  token: string;
  /** BCP 47, as the customer reads. */
  locale: string;
  /** Where the provider sends the customer back to, paid or not. */
  returnUrl: string;
}

/** `page`: where the customer pays. */
export type OpenedPage = PayResult | { outcome: "page"; url: string } | { outcome: "no_connection" };

/**
 * Sends the customer to the provider's own page. While one is open it is that one again, however often it is asked for: two
 * open pages could both be paid. The next route is tried only where the one before certainly made no page. Refuses with
 * `conflict` while the database is held.
 */
export async function openProviderPage({
  ctx,
  input,
}: {
  ctx: Ctx;
  input: OpenProviderPage;
}): Promise<OpenedPage> {
  await refuseWhileHeld();
  const begun = await transaction((tx) => begin(tx, ctx, input.token, []));
  if ("attempt" in begun) return showPage(ctx, input, begun.attempt, begun.tried);
  return begun.outcome === "requires_action" ? showOpenPage(ctx, input, begun.attemptId) : begun;
}

type Begun = { attempt: Attempt; tried: string[] };

async function begin(
  tx: Queryable,
  ctx: Ctx,
  token: string,
  tried: readonly string[],
): Promise<Begun | PaymentRefusal | { outcome: "no_connection" }> {
  const locked = await lockCheckoutByToken(tx, token);
  if (!locked || !maySee(ctx, locked.payment))
    throw new Refused({ code: "not_found", object: "Link", id: token });
  const refusal = await paymentRefusal(tx, ctx, locked);
  if (refusal) return refusal;
  const routes = await routesFor({ ...locked.payment, kind: "checkout" }, tx);
  const route = await firstWithPages(tx, routes, tried);
  if (!route) return { outcome: "no_connection" };
  const { label } = providerNamed(route.connection.provider);
  const attempt = await beginHosted(tx, ctx, locked, throughRoute(route), label);
  return { attempt, tried: [...tried, route.connection.id] };
}

async function firstWithPages(
  tx: Queryable,
  routes: readonly ChosenRoute[],
  tried: readonly string[],
): Promise<ChosenRoute | null> {
  for (const route of routes) {
    if (tried.includes(route.connection.id)) continue;
    if ((await connectorOf(throughRoute(route), tx)).hosted) return route;
  }
  return null;
}

async function showPage(
  ctx: Ctx,
  input: OpenProviderPage,
  attempt: Attempt,
  tried: string[],
): Promise<OpenedPage> {
  const outcome = await askForPage(ctx, input, attempt);
  const result = await settleCharge({ ctx, attemptId: attempt.id, outcome });
  if (outcome.state === "requires_action" && outcome.pageUrl)
    return result.outcome === "requires_action" ? { outcome: "page", url: outcome.pageUrl } : result;
  if (outcome.state !== "failed" || result.outcome !== "declined") return result;
  // It said no before there was a page: nobody can have paid, and another may say yes.
  const next = await transaction((tx) => begin(tx, ctx, input.token, tried));
  if ("attempt" in next) return showPage(ctx, input, next.attempt, next.tried);
  return next.outcome === "no_connection" ? result : next;
}

async function showOpenPage(ctx: Ctx, input: OpenProviderPage, attemptId: string): Promise<OpenedPage> {
  const attempt = await attemptById(attemptId);
  if (!attempt?.method.hosted) return { outcome: "requires_action", attemptId };
  const { pageUrl } = attempt.method;
  return pageUrl ? { outcome: "page", url: pageUrl } : showPage(ctx, input, attempt, []);
}

/** Asks for the page of an attempt. The same attempt again is the same page. */
async function askForPage(ctx: Ctx, input: OpenProviderPage, attempt: Attempt): Promise<ChargeOutcome> {
  const checkout = await readHostedCheckout(attempt.paymentId);
  const outcome = await ask(async () => {
    const pages = (await connectorOf(attempt)).hosted;
    if (!pages) throw new Error("a page is asked of a connector that has none");
    return pages.begin(requestOf(ctx, input, attempt, checkout));
  });
  return asCharge(outcome);
}

function requestOf(
  ctx: Ctx,
  { locale, returnUrl }: OpenProviderPage,
  attempt: Attempt,
  checkout: HostedCheckout,
): HostedRequest {
  const { startedAt, amountMinor } = attempt;
  return {
    attemptId: attempt.id,
    amountMinor,
    ...checkout,
    locale,
    returnUrl,
    cancelUrl: returnUrl,
    expiresAt: new Date(startedAt.getTime() + HOSTED_PAGE_MS),
    now: ctx.now,
    savingMethod: attempt.method.save ?? false,
  };
}

/** How long a customer has on the provider's page before it is closed. Some providers allow no less. */
export const HOSTED_PAGE_MS = 30 * 60_000;

function asCharge(outcome: Awaited<ReturnType<HostedPages["begin"]>>): ChargeOutcome {
  if (outcome.state !== "redirect") return outcome;
  const { providerReference, raw, url: pageUrl } = outcome;
  return { state: "requires_action", providerReference, raw, pageUrl };
}
