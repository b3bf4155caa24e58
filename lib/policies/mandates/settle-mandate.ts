import { recordAudit } from "@/lib/audit/record";
import { heardIn } from "@/lib/connectors/heard-in";
import type { MandateOutcome } from "@/lib/connectors/mandates";
import { type Queryable, query, transaction } from "@/lib/db/sql";
import { END_OTHERS } from "@/lib/generated/sql/policies/mandates/end-others";
import { NOTE_ANSWERED } from "@/lib/generated/sql/policies/mandates/note-answered";
import { NOTE_UNANSWERED } from "@/lib/generated/sql/policies/mandates/note-unanswered";
import { SAVE } from "@/lib/generated/sql/policies/mandates/save";
import { lockMethods } from "@/lib/policies/methods/payment-method";
import { changeStanding } from "@/lib/policies/methods/verify-payment-method";
import type { Ctx } from "@/lib/verb/context";
import { lockMandate, type MandateState, type PolicyMandate } from "./mandate";

type Known = Exclude<MandateOutcome, { state: "unknown" | "not_found" }>;

/**
 * Writes how an agreement stands at its provider, once for each change, in whatever order answers come: one that has ended
 * never begins again. That the provider did not say is noted as well, until it does.
 */
export async function settleMandate({
  ctx,
  input: { id, outcome },
}: {
  ctx: Ctx;
  input: { id: string; outcome: MandateOutcome };
}): Promise<MandateState> {
  return transaction((tx) => settleIn(tx, ctx, id, outcome));
}

/** The same inside a transaction that is open already. */
export async function settleIn(
  tx: Queryable,
  ctx: Ctx,
  id: string,
  outcome: MandateOutcome,
): Promise<MandateState> {
  const mandate = await lockMandate(tx, id);
  if (!mandate) throw new Error("an agreement is settled that was never asked for");
  if (outcome.state === "unknown") {
    await query(NOTE_UNANSWERED, { id, now: ctx.now, heard: heardIn(outcome.raw) }, tx);
    return mandate.state;
  }
  if (mandate.unansweredSince) await query(NOTE_ANSWERED, { id }, tx);
  if (outcome.state === "not_found") return mandate.state;
  if (mandate.state === "ended" || isSo(mandate, outcome)) return mandate.state;
  await save(tx, ctx, mandate, outcome);
  return outcome.state;
}

function isSo(mandate: PolicyMandate, outcome: Known): boolean {
  // An answer that was under way when the agreement began tells what was before.
  if (outcome.state === "waiting" && mandate.state !== "waiting") return true;
  return outcome.state === mandate.state && outcome.providerReference === mandate.providerReference;
}

async function save(tx: Queryable, ctx: Ctx, mandate: PolicyMandate, outcome: Known): Promise<void> {
  const { id, paymentMethodId, merchantId } = mandate;
  const { now } = ctx;
  const began = outcome.state === "submitted" || outcome.state === "active";
  if (began && mandate.state === "waiting")
    await query(END_OTHERS, { paymentMethodId, id, reason: "Another agreement took its place.", now }, tx);
  await query(
    SAVE,
    {
      ...{ id, now, state: outcome.state, providerReference: outcome.providerReference },
      chargeToken: began ? outcome.token : null,
      brand: began ? (outcome.method?.brand ?? null) : null,
      last4: began ? (outcome.method?.last4 ?? null) : null,
      endedReason: outcome.state === "ended" ? outcome.reason : null,
    },
    tx,
  );
  if (began) await verify(tx, ctx, paymentMethodId);
  if (outcome.state === mandate.state) return;
  await recordAudit(tx, ctx, {
    action: `mandate.${outcome.state}`,
    objectType: "payment_method",
    objectId: paymentMethodId,
    merchantId,
    data: {
      reference: outcome.providerReference,
      ...(outcome.state === "ended" && { reason: outcome.reason }),
    },
  });
}

/** Whoever agreed at the provider has shown that the account is there. What a person has blocked stays so. */
async function verify(tx: Queryable, ctx: Ctx, id: string): Promise<void> {
  const method = (await lockMethods(tx, [id])).get(id);
  if (method?.type !== "debit_order" || method.banvStatus === "blocked") return;
  await changeStanding(tx, ctx, id, { banv_status: "verified" });
}
