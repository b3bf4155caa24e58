import { providerNamed } from "@/lib/connectors/all-providers";
import { BUILT_IN } from "@/lib/connectors/built-in";
import { connectionById } from "@/lib/connectors/connection";
import { routesFor } from "@/lib/connectors/route";
import { prisma } from "@/lib/db/prisma";
import { query } from "@/lib/db/sql";
import { OF_METHOD } from "@/lib/generated/sql/policies/mandates/of-method";
import { UNKNOWN_PATIENCE_MS } from "@/lib/payments/search";
import { type DebicheckStatus, debicheckStatusOf } from "@/lib/policies/debicheck/debicheck-mandate";
import { getPolicy } from "@/lib/policies/manage-policies";
import type { Ctx } from "@/lib/verb/context";
import { authorize } from "@/lib/verb/permissions";
import type { PolicyMandate } from "./mandate";

/** An agreement with where it is kept. */
export interface KeptMandate extends PolicyMandate {
  connectionName: string;
  /** The provider, as people name it. */
  provider: string;
  live: boolean;
  disconnected: boolean;
}

/** An agreement of which its provider has not answered for so long that a person has to look there. */
export type UnansweredMandate = KeptMandate & { unansweredSince: Date };

/** How a policy's premiums are agreed to. */
export interface MandateStanding {
  /** Whether a provider collects them, so that the payer has to agree; else the built-in one does, which needs nothing. */
  needed: boolean;
  inForce: KeptMandate | null;
  waiting: KeptMandate | null;
  /** The same, or one whose link has lapsed, where a person has to look for it at its provider. */
  unanswered: UnansweredMandate | null;
  /** The one that ended last, where none is in force. */
  ended: KeptMandate | null;
  /** What the payer's own bank was asked for, which none of the others is. */
  debicheck: StandingDebicheck | null;
}

/** A DebiCheck mandate as people see it. */
export interface StandingDebicheck {
  id: string;
  status: DebicheckStatus;
  reference: string | null;
  updatedAt: Date;
}

/** How the premiums of a policy are agreed to with its payment method. Refuses with `not_found`. */
export async function mandateStanding({
  ctx,
  input,
}: {
  ctx: Ctx;
  input: { policyId: string };
}): Promise<MandateStanding> {
  authorize(ctx, "policies:read");
  const policy = await getPolicy({ ctx, input: { id: input.policyId } });
  const { merchantId, currency, monthlyPremiumMinor: amountMinor, paymentMethodId } = policy;
  const [routes, mandates] = await Promise.all([
    routesFor({ merchantId, kind: "policy", currency, amountMinor }),
    paymentMethodId ? query(OF_METHOD, { paymentMethodId }) : [],
  ]);
  const asked = await debicheckOf(mandates);
  const atProviders = mandates.filter(({ id }) => !asked.some((each) => each.id === id));
  const kept = await Promise.all(atProviders.map(keptMandate));
  const inForce = kept.find(({ state }) => state === "submitted" || state === "active") ?? null;
  return {
    needed: !routes.some(({ connection }) => connection.provider === BUILT_IN.connector),
    inForce,
    waiting: kept.find(({ state, expiresAt }) => state === "waiting" && expiresAt > ctx.now) ?? null,
    unanswered: kept.find(isUnanswered(ctx.now)) ?? null,
    ended: inForce ? null : (kept.find(({ state }) => state === "ended") ?? null),
    debicheck: asked[0] ?? null,
  };
}

/** Those that a payer's own bank was asked for, in the order they are given. */
async function debicheckOf(mandates: readonly PolicyMandate[]): Promise<StandingDebicheck[]> {
  const ids = mandates.map(({ id }) => id);
  const rows = await prisma().debicheckMandate.findMany({ where: { mandateId: { in: ids } } });
  return mandates.flatMap(({ id, state, updatedAt }) => {
    const row = rows.find(({ mandateId }) => mandateId === id);
    if (!row) return [];
    const status = debicheckStatusOf(row.status as DebicheckStatus, state);
    return [{ id, status, reference: row.mandateReference, updatedAt }];
  });
}

function isUnanswered(now: Date) {
  const before = now.getTime() - UNKNOWN_PATIENCE_MS;
  return (mandate: KeptMandate): mandate is UnansweredMandate =>
    mandate.state === "waiting" &&
    !mandate.disconnected &&
    mandate.unansweredSince !== null &&
    mandate.unansweredSince.getTime() <= before;
}

async function keptMandate(mandate: PolicyMandate): Promise<KeptMandate> {
  const { name, live, provider, disconnectedAt } = await connectionById(mandate.connectionId);
  return {
    ...{ ...mandate, connectionName: name, provider: providerNamed(provider).label, live },
    disconnected: disconnectedAt !== null,
  };
}
