import { inTimeOf, type Moment } from "@/lib/clock/own-time";
import { providerNamed } from "@/lib/connectors/all-providers";
import { ask } from "@/lib/connectors/ask";
import { connectionById, connectorOf } from "@/lib/connectors/connection";
import type { DescribedMethod } from "@/lib/connectors/connector";
import type { MandatePageOutcome } from "@/lib/connectors/mandates";
import { currentHold } from "@/lib/db/hold";
import { query, queryOne } from "@/lib/db/sql";
import { NOTE_ANSWERED } from "@/lib/generated/sql/policies/mandates/note-answered";
import { NOTE_ASKED } from "@/lib/generated/sql/policies/mandates/note-asked";
import { NOTE_PAGE } from "@/lib/generated/sql/policies/mandates/note-page";
import { PAGE } from "@/lib/generated/sql/policies/mandates/page";
import { newId } from "@/lib/ids";
import type { Ctx } from "@/lib/verb/context";
import { type MandateState, mandateByLink, type PolicyMandate } from "./mandate";

/** What a payer is shown of the agreement they are asked for. Amounts in minor units of `currency`. */
export interface MandatePage {
  mandate: PolicyMandate;
  /** When this is so, in the time of the merchant. */
  moment: Moment;
  /** `expired`: the link can be used no more. */
  state: MandateState | "expired";
  type: DescribedMethod["type"];
  merchantName: string;
  merchantLogoColor: string;
  policyNumber: string;
  packageName: string;
  premiumMinor: bigint;
  currency: string;
  billingFrequency: string;
  payer: { firstName: string; lastName: string; email: string | null };
  /** The provider on whose page the payer agrees: its name, and as people name it. */
  provider: string;
  providerLabel: string;
  live: boolean;
}

/** What a link opens, as it is in its merchant's time, `now` being the deployment's; null when it opens nothing. */
export async function getMandatePage(input: { linkToken: string; now: Date }): Promise<MandatePage | null> {
  const mandate = await mandateByLink(input.linkToken);
  if (!mandate) return null;
  const row = await queryOne(PAGE, { id: mandate.id });
  if (!row) throw new Error("an agreement is about no policy");
  const { firstName, lastName, email, methodType, ...shown } = row;
  const { provider, live } = await connectionById(mandate.connectionId);
  const moment = inTimeOf<Moment>({ now: input.now }, mandate.merchantId);
  const expired = mandate.state === "waiting" && mandate.expiresAt <= moment.now;
  return {
    ...shown,
    mandate,
    moment,
    state: expired ? "expired" : mandate.state,
    type: methodType === "card" ? "card" : "debit_order",
    payer: { firstName, lastName, email },
    provider,
    providerLabel: providerNamed(provider).label,
    live,
  };
}

/** The provider tells what became of an agreement; who holds the link is nobody we know. */
export function mandateCtx({ provider }: Pick<MandatePage, "provider">, moment: Moment): Ctx {
  return { actor: { type: "provider", id: provider, label: provider }, requestId: newId(), ...moment };
}

export interface OpenMandatePage {
  page: MandatePage;
  /** BCP 47, as the payer reads. */
  locale: string;
  /** Where the provider sends the payer back to, agreed or not. */
  returnUrl: string;
}

/**
 * The provider's page on which the payer agrees. While one is open it is that one again, however often it is asked for. Null
 * where none could be made now, as none is while the database is held: nothing was agreed.
 */
export async function openMandatePage({
  ctx,
  input,
}: {
  ctx: Ctx;
  input: OpenMandatePage;
}): Promise<string | null> {
  const { page } = input;
  if (page.state !== "waiting" || (await currentHold())) return null;
  const { mandate } = page;
  await query(NOTE_ASKED, { id: mandate.id, now: ctx.now });
  const outcome = await ask<MandatePageOutcome>(async () => {
    const { mandates } = await connectorOf(mandate);
    if (!mandates) throw new Error("an agreement is asked of a connector that keeps none");
    return mandates.begin(requestOf(ctx, input));
  });
  if (outcome.state === "failed") await query(NOTE_ANSWERED, { id: mandate.id });
  if (outcome.state !== "redirect") return null;
  await query(NOTE_PAGE, { id: mandate.id, providerReference: outcome.providerReference, now: ctx.now });
  return outcome.url;
}

function requestOf(ctx: Ctx, { page, locale, returnUrl }: OpenMandatePage) {
  const { mandate, type, currency, merchantName, payer, policyNumber } = page;
  return {
    ...{ mandateId: mandate.id, providerReference: mandate.providerReference },
    ...{ type, currency, merchantName, payer, locale, returnUrl, cancelUrl: returnUrl, now: ctx.now },
    description: `Policy ${policyNumber}`,
  };
}
