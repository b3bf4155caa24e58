import { z } from "zod";
import { recordAudit } from "@/lib/audit/record";
import { type Queryable, run, statement, transaction } from "@/lib/db/sql";
import { newId, readAnyId } from "@/lib/ids";
import { announce } from "@/lib/outbox/announce";
import { STATE_EVENT } from "@/lib/referrals/referrals/record-state";
import type { Ctx } from "@/lib/verb/context";
import { authorize } from "@/lib/verb/permissions";
import { Refused, refuseField } from "@/lib/verb/problem";
import { lockPayables } from "./payable";
import { dayOf, Period } from "./period";
import { fingerprintOf, type PlannedLine, planPayout } from "./plan-payout";

export const MakePayoutRun = z.object({
  merchantId: z.string(),
  period: Period,
  /** Of the preview the person looked at. */
  fingerprint: z.string(),
  /** Minted when the preview is shown: the same preview sent twice pays once. */
  idempotencyKey: z.string().min(1).max(255),
});
export type MakePayoutRun = z.infer<typeof MakePayoutRun>;

/** `made` is false where the key was known: the run it first made. */
export type MadePayoutRun = { made: boolean; id: string };

/**
 * Pays what the preview showed: the commissions become paid, and locked. Runs of one merchant are made one after the
 * other. Refuses with `conflict` when there is nothing to pay or what is due has changed since the preview.
 */
export async function makePayoutRun({
  ctx,
  input,
}: {
  ctx: Ctx;
  input: MakePayoutRun;
}): Promise<MadePayoutRun> {
  authorize(ctx, "payouts:run");
  const merchantId = readAnyId(input.merchantId);
  if (!merchantId) throw new Refused({ code: "not_found", object: "Merchant", id: input.merchantId });
  if (input.period.through > dayOf(ctx.now))
    refuseField("period.through", "too_big", "Must not be after today.");
  return transaction(async (tx) => {
    await run(ONE_AT_A_TIME, [merchantId], tx);
    const [known] = await run<{ id: string }>(KNOWN, [merchantId, input.idempotencyKey], tx);
    if (known) return { made: false, id: known.id };
    const lines = planPayout(await lockPayables(tx, merchantId, input.period));
    refuseUnlessAsPreviewed(lines, input.fingerprint);
    return { made: true, id: await pay(tx, ctx, { ...input, merchantId }, lines) };
  });
}

function refuseUnlessAsPreviewed(lines: readonly PlannedLine[], fingerprint: string): void {
  const conflict = (message: string) => new Refused({ code: "conflict", message });
  if (fingerprintOf(lines) !== fingerprint)
    throw conflict("What is due has changed since this preview. Look at it again before paying.");
  if (!lines.some(({ outcome }) => outcome === "paid")) throw conflict("There is nothing to pay out.");
}

async function pay(tx: Queryable, ctx: Ctx, input: MakePayoutRun, lines: readonly PlannedLine[]) {
  const { merchantId, period, idempotencyKey } = input;
  const id = newId();
  const { actor } = ctx;
  const made = [id, merchantId, idempotencyKey, period.from, period.through, ctx.now];
  await run(INSERT_RUN, [...made, actor.type, actor.id, actor.label, ctx.requestId], tx);
  const rows = lines.map((line) => ({ ...line, id: newId() }));
  await run(INSERT_LINES, [id, JSON.stringify(rows, digits)], tx);
  const paid = rows.filter(({ outcome }) => outcome === "paid");
  await run(
    PAY,
    [JSON.stringify(paid.map(toLinks)), ctx.now, actor.type, actor.id, actor.label, ctx.requestId],
    tx,
  );
  const totals = { ...period, partners: paid.length, carriedOver: lines.length - paid.length };
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

// JSON knows no bigint.
function digits(_key: string, value: unknown): unknown {
  return typeof value === "bigint" ? value.toString() : value;
}

const ONE_AT_A_TIME = statement(
  "SELECT pg_advisory_xact_lock(hashtextextended('payout_run/' || $1::text, 0))",
);

const KNOWN = statement("SELECT id FROM payout_run WHERE merchant_id = $1 AND idempotency_key = $2");

const INSERT_RUN = statement(`
  INSERT INTO payout_run (
    id, merchant_id, idempotency_key, period_start, period_end, created_at, actor_type, actor_id, actor_label,
    request_id)
  VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`);

const INSERT_LINES = statement(`
  INSERT INTO payout_line (
    id, payout_run_id, partner_id, currency, outcome, commissions_minor, clawbacks_minor, amount_minor, minimum_minor,
    commissions)
  SELECT id, $1, "partnerId", currency, outcome, "commissionsMinor", "clawbacksMinor", "amountMinor", "minimumMinor",
    jsonb_array_length("commissionIds")
  FROM jsonb_to_recordset($2::jsonb) AS l (
    id uuid, "partnerId" uuid, currency text, outcome text, "commissionsMinor" bigint, "clawbacksMinor" bigint,
    "amountMinor" bigint, "minimumMinor" bigint, "commissionIds" jsonb)`);

const PAY = statement(`
  WITH paid AS (
    UPDATE commission c SET state = 'paid', state_set_at = $2, payout_line_id = l.line_id
    FROM jsonb_to_recordset($1::jsonb) AS l (line_id uuid, commission_ids jsonb)
    CROSS JOIN LATERAL jsonb_array_elements_text(l.commission_ids) AS each (id)
    WHERE c.id = each.id::uuid
    RETURNING c.id, c.amount_minor
  ), changed AS (
    INSERT INTO state_change (
      object_type, object_id, from_state, to_state, amount_minor, occurred_at, actor_type, actor_id, actor_label,
      request_id)
    SELECT 'commission', id, 'approved', 'paid', amount_minor, $2, $3, $4, $5, $6 FROM paid
    RETURNING *
  )
  INSERT INTO outbox (event_id, type, merchant_id, payment_id, object_id, data, request_id, occurred_at)
  SELECT e.*, $6, $2 FROM (SELECT ${STATE_EVENT}) e`);
