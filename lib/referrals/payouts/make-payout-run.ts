import { z } from "zod";
import { recordAudit } from "@/lib/audit/record";
import { digestOf, refuseUnlessSent } from "@/lib/db/made-before";
import { type Queryable, query, transaction } from "@/lib/db/sql";
import { INSERT_LINES } from "@/lib/generated/sql/referrals/payouts/make-payout-run/insert-lines";
import { INSERT_RUN } from "@/lib/generated/sql/referrals/payouts/make-payout-run/insert-run";
import { KNOWN } from "@/lib/generated/sql/referrals/payouts/make-payout-run/known";
import { ONE_AT_A_TIME } from "@/lib/generated/sql/referrals/payouts/make-payout-run/one-at-a-time";
import { PAY } from "@/lib/generated/sql/referrals/payouts/make-payout-run/pay";
import { newId, readAnyId } from "@/lib/ids";
import { announce } from "@/lib/outbox/announce";
import type { Ctx } from "@/lib/verb/context";
import { authorize, refuseBeyondMerchant } from "@/lib/verb/permissions";
import { Refused, refuseField } from "@/lib/verb/problem";
import { findPartner } from "../partners/find-partner";
import { lockPayables } from "./payable";
import { dayOf, Period } from "./period";
import { fingerprintOf, type PlannedLine, planPayout } from "./plan-payout";

export const MakePayoutRun = z.object({
  merchantId: z.string(),
  period: Period,
  /** Pays this partner alone. */
  partnerId: z.string().optional(),
  /** Of the preview the person looked at. */
  fingerprint: z.string(),
  /** Minted when the preview is shown: the same preview sent twice pays once. */
  idempotencyKey: z.string().min(1).max(255),
});
export type MakePayoutRun = z.infer<typeof MakePayoutRun>;

/** `made` is false where the key was known: the run it first made. */
export type PayoutRunResult = { made: boolean; id: string };

/**
 * Pays what the preview showed: the commissions become paid, and locked. Runs of one merchant are made one after the
 * other. Refuses with `conflict` when there is nothing to pay or what is due has changed since the preview, and a key that
 * paid another preview.
 */
export async function makePayoutRun({
  ctx,
  input,
}: {
  ctx: Ctx;
  input: MakePayoutRun;
}): Promise<PayoutRunResult> {
  authorize(ctx, "payouts:run");
  const merchantId = readAnyId(input.merchantId);
  if (!merchantId) throw new Refused({ code: "not_found", object: "Merchant", id: input.merchantId });
  refuseBeyondMerchant(ctx, merchantId);
  if (input.period.through > dayOf(ctx.now))
    refuseField("period.through", "too_big", "Must not be after today.");
  const partnerId = input.partnerId && (await partnerOf(ctx, merchantId, input.partnerId));
  return transaction(async (tx) => {
    await query(ONE_AT_A_TIME, { merchantId }, tx);
    const [known] = await query(KNOWN, { merchantId, idempotencyKey: input.idempotencyKey }, tx);
    if (known) {
      refuseUnlessSent(ctx, known.sent, sentIn({ ...input, partnerId }));
      return { made: false, id: known.id };
    }
    const lines = planPayout(await lockPayables(tx, { merchantId, partnerId, period: input.period }));
    refuseUnlessAsPreviewed(lines, input.fingerprint);
    return { made: true, id: await pay(tx, ctx, { ...input, merchantId, partnerId }, lines) };
  });
}

// Not the days: without any they are told by what is due, and the fingerprint is of all that the days let in.
function sentIn({ partnerId = null, fingerprint }: { partnerId?: string | null; fingerprint: string }) {
  return digestOf({ partnerId, fingerprint });
}

async function partnerOf(ctx: Ctx, merchantId: string, text: string): Promise<string> {
  const partner = await findPartner(ctx, text);
  if (partner.merchantId !== merchantId)
    throw new Refused({ code: "not_found", object: "Partner", id: text });
  return partner.id;
}

function refuseUnlessAsPreviewed(lines: readonly PlannedLine[], fingerprint: string): void {
  const conflict = (message: string) => new Refused({ code: "conflict", message });
  if (fingerprintOf(lines) !== fingerprint)
    throw conflict("What is due has changed since this preview. Look at it again before paying.");
  if (!lines.some(({ outcome }) => outcome === "paid")) throw conflict("There is nothing to pay out.");
}

async function pay(tx: Queryable, ctx: Ctx, input: MakePayoutRun, lines: readonly PlannedLine[]) {
  const { merchantId, period, idempotencyKey, partnerId = null } = input;
  const id = newId();
  const { actor, now, requestId } = ctx;
  const by = { actorType: actor.type, actorId: actor.id, actorLabel: actor.label, requestId };
  const days = { periodStart: period.from, periodEnd: period.through };
  const sent = sentIn(input);
  await query(INSERT_RUN, { id, merchantId, partnerId, idempotencyKey, sent, ...days, now, ...by }, tx);
  const rows = lines.map((line) => ({ ...line, id: newId() }));
  await query(INSERT_LINES, { runId: id, lines: rows }, tx);
  const paid = rows.filter(({ outcome }) => outcome === "paid");
  await query(PAY, { paid: paid.map(toLinks), now, ...by }, tx);
  const partners = new Set(paid.map((each) => each.partnerId)).size;
  const totals = { ...period, partnerId, partners, carriedOver: lines.length - paid.length };
  await announce(tx, ctx, [
    { type: "payout_run.made", merchantId, paymentId: null, objectId: id, data: totals },
  ]);
  await recordAudit(tx, ctx, {
    action: "payout_run.made",
    objectType: "payout_run",
    objectId: id,
    merchantId,
    data: totals,
  });
  return id;
}

function toLinks({ id, commissionIds }: { id: string; commissionIds: string[] }) {
  return { line_id: id, commission_ids: commissionIds };
}
