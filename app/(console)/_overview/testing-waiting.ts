import { contextOf } from "@/lib/auth/testing/contexts";
import { aLink, aMerchant } from "@/lib/checkout/testing";
import { addConnector } from "@/lib/connected/connectors/connectors";
import { runPrepared, statement } from "@/lib/db/sql";
import { DAY_MS, HOUR_MS } from "@/lib/durations";
import { newId } from "@/lib/ids";
import { instantOf } from "@/lib/instant";
import { addPaymentAdjustment } from "@/lib/kinds/add-payment-adjustment";
import { BUILT_IN_CONNECTORS, recordPayments } from "@/lib/payments/record-payments";
import { recordStatement } from "@/lib/payments/record-statement";
import { UNKNOWN_PATIENCE_MS } from "@/lib/payments/search";
import type { PaymentStatus } from "@/lib/payments/status";
import type { BanvStatus, PolicyStatus } from "@/lib/policies/enums";
import { anInsurer, ask, BANK, CHARGES, type Insurer } from "@/lib/policies/testing";
import { recordReferralPayment } from "@/lib/referrals/payments/record-referral-payment";
import { getPayoutRun } from "@/lib/referrals/payouts/get-payout-run";
import { makePayoutRun } from "@/lib/referrals/payouts/make-payout-run";
import { MARKED_WITHIN_DAYS } from "@/lib/referrals/payouts/mark-limits";
import { markPayoutLines } from "@/lib/referrals/payouts/mark-payout-lines";
import { previewPayout } from "@/lib/referrals/payouts/preview-payout";
import { aReferral } from "@/lib/referrals/testing";
import { aWorld } from "@/lib/referrals/testing-world";

/** Payments that a provider reported, so many in one state, and as many in another. */
export async function somePayments(
  many: number,
  wanted: PaymentStatus,
  well: PaymentStatus,
  type: "PAY-IN" | "PAYOUT" = "PAY-IN",
): Promise<string> {
  const { id: merchantId } = await aMerchant();
  const statuses = Array.from({ length: many }, () => [wanted, well]).flat();
  for (const status of statuses) await aPayment(merchantId, status, type);
  return merchantId;
}

/** Payments out that failed for good, and as many that failed and are tried again, or were paid by a retry. */
export async function failedPayouts(many: number): Promise<string> {
  const retryFailedPayments = { enabled: true, daysBetweenRetries: 5, numberOfRetries: 9 };
  const insurer = await anInsurer({ billing: { retryFailedPayments, consecutiveFailedPaymentsAllowed: 99 } });
  const claim = { payment_type: "claim_payout", premium_type: undefined };
  const again = { ...claim, failure_action: "allow_retry" };
  const settle = async (retryOf: unknown, body: object) => {
    const { id } = (await runPrepared<{ id: string }>(RETRY_OF, [retryOf]))[0] ?? {};
    const answer = await ask(insurer.key, "PUT", `/payments/${id}`, { payment_id: id, ...body });
    if (answer.status !== 200) throw new Error(answer.text);
  };
  const failed = { status: "failed", failure_reason: "No such account", failure_action: "block_retry" };
  for (let each = 0; each < many; each++) {
    if (each % 2 === 0) await insurer.pay("failed", claim);
    else await settle((await insurer.pay("failed", again)).body.payment_id, failed);
    await insurer.pay("failed", again);
    await settle((await insurer.pay("failed", again)).body.payment_id, { status: "successful" });
  }
  return insurer.merchantId;
}

export async function lostAnswers(many: number): Promise<string> {
  const { id: merchantId } = await aMerchant();
  for (let each = 0; each < many; each++) {
    for (const minutes of [UNKNOWN_PATIENCE_MS / 60_000 + 1, 0])
      await runPrepared(ATTEMPT, [newId(), await aPayment(merchantId, "processing"), minutes]);
  }
  return merchantId;
}

async function aPayment(
  merchantId: string,
  status: PaymentStatus,
  type: "PAY-IN" | "PAYOUT" = "PAY-IN",
): Promise<string> {
  const [id, now] = [newId(), new Date()];
  await recordPayments(contextOf("operator", now), recordStatement(), [
    {
      ...{ id, kind: "connected", merchantId, connectorId: BUILT_IN_CONNECTORS.referral, reference: id },
      ...{
        type,
        category: type === "PAYOUT" ? ("payout" as const) : ("pay_in" as const),
        scheme: "unknown",
        currency: "GBP",
        precision: 2,
      },
      ...{ amountMinor: 900n, status, occurredAt: now, failureCode: null, customerId: null },
      ...{ merchantReference: null, description: null, idempotencyKey: null, metadata: {}, search: [] },
      ...{ reason: null, raw: {}, detail: {} },
    },
  ]);
  return id;
}

export async function stuckPremiums(many: number): Promise<string> {
  const insurer = await anInsurer({ billing: { consecutiveFailedPaymentsAllowed: 20 } });
  for (let each = 0; each < many; each++) {
    await insurer.pay("failed");
    await insurer.pay("successful");
  }
  return insurer.merchantId;
}

type Method = { banvStatus: BanvStatus } | { cardEndsInDays: number };

/** A policy of an insurer's with a payment method of its own. */
async function aPolicyPaidBy(insurer: Insurer, how: Method, status: PolicyStatus) {
  const made = async (path: string, body: object) => (await ask(insurer.key, "POST", path, body)).body;
  const card = "cardEndsInDays" in how;
  const { payment_method_id } = await made(`/policyholders/${insurer.holderId}/payment-methods`, {
    ...(card
      ? { type: "card", card_details: { registration_id: newId(), ...monthEndingIn(how.cardEndsInDays) } }
      : { type: "debit_order", bank_details: BANK }),
  });
  const { policy_id } = await made("/policies", {
    ...{ policyholder_id: insurer.holderId, product_module_id: insurer.moduleId, package_name: "Family" },
    ...{ monthly_premium: 18_000, billing_day: 1, billing_frequency: "monthly", start_date: "2026-01-01" },
    charges: CHARGES,
  });
  if (!card) await runPrepared(BANV, [payment_method_id, how.banvStatus]);
  await runPrepared(PAID_BY, [policy_id, payment_method_id, status]);
  return { policyId: String(policy_id), methodId: String(payment_method_id) };
}

/** Active policies whose method is so, and as many that have ended or whose method is well. */
export async function policiesWhose(many: number, method: Method): Promise<string> {
  const insurer = await anInsurer();
  for (let each = 0; each < many; each++) {
    await aPolicyPaidBy(insurer, method, "active");
    await aPolicyPaidBy(insurer, method, "lapsed");
    const well = "cardEndsInDays" in method ? { cardEndsInDays: 95 } : ({ banvStatus: "verified" } as const);
    await aPolicyPaidBy(insurer, well, "active");
  }
  return insurer.merchantId;
}

/** Agreements of which nobody knows for too long, and as many that are new, of an ended policy, or at no connection any more. */
export async function unansweredAgreements(many: number): Promise<string> {
  const insurer = await anInsurer();
  const [there, gone] = [newId(), newId()];
  await runPrepared(CONNECTION, [there, null]);
  await runPrepared(CONNECTION, [gone, new Date()]);
  const long = UNKNOWN_PATIENCE_MS / 60_000 + 1;
  const each = [
    [long, "active", there],
    [long - 2, "active", there],
    [null, "active", there],
    [long, "lapsed", there],
    [long, "active", gone],
  ] as const;
  for (const [minutes, status, connectionId] of Array.from({ length: many }, () => each).flat()) {
    const { policyId, methodId } = await aPolicyPaidBy(insurer, { banvStatus: "verified" }, status);
    await runPrepared(MANDATE, [
      newId(),
      insurer.merchantId,
      policyId,
      methodId,
      connectionId,
      newId(),
      minutes,
    ]);
  }
  return insurer.merchantId;
}

/** The month of a card that is good until so many days from now, or a few more or less. */
function monthEndingIn(days: number) {
  const at = new Date(Date.now() + days * DAY_MS);
  // The month before the one that day is in ends no later than that day.
  const last = new Date(Date.UTC(at.getUTCFullYear(), at.getUTCMonth() - 1, 1));
  return { expiry_month: last.getUTCMonth() + 1, expiry_year: last.getUTCFullYear() };
}

export async function expiringLinks(many: number): Promise<string> {
  const { id: merchantId } = await aMerchant();
  for (let each = 0; each < many; each++) {
    await aLink({ merchantId, expiresIn: 20 * HOUR_MS });
    await aLink({ merchantId, expiresIn: 40 * HOUR_MS });
  }
  return merchantId;
}

/** Commissions that a payout would take, and as many that are pending still. */
export async function payableCommissions(many: number): Promise<string> {
  return (await decidedCommissions(many)).merchantId;
}

/** Approved commissions of payments lost in a dispute, and as many pending ones whose payment is lost too. */
export async function lostCommissions(many: number): Promise<string> {
  const { merchantId } = await decidedCommissions(many);
  for (const { id } of await runPrepared<{ id: string }>(PAYMENTS_OF, [merchantId]))
    for (const status of ["dispute", "dispute_lost"] as const)
      await addPaymentAdjustment({
        ctx: contextOf("operator"),
        input: { id, reference: newId(), createdAt: instantOf(new Date()), status, amount: 4_900n },
      });
  return merchantId;
}

async function decidedCommissions(many: number) {
  const world = await aWorld();
  for (let each = 0; each < 2 * many; each++) await world.take({ do: "pay", who: 0, amount: 4_900n });
  for (let which = 0; which < many; which++) await world.take({ do: "decide", which, to: "approved" });
  return world;
}

/** Payouts that should have been marked by now, as many that were, and as many of today. */
export async function unmarkedPayouts(many: number): Promise<string> {
  const { merchant, uid } = await aReferral({ hold_days: 0 });
  const merchantId = merchant.id;
  const payOut = async (daysAgo: number) => {
    const payment = { referral_uid: uid, amount: 4_900n, currency: "USD", idempotency_key: newId() };
    await recordReferralPayment({ ctx: contextOf("operator"), input: { merchantId, ...payment } });
    const ctx = contextOf("operator");
    const { period, fingerprint } = await previewPayout({ ctx, input: { merchantId } });
    const input = { merchantId, period, fingerprint, idempotencyKey: newId() };
    const { id } = await makePayoutRun({ ctx, input });
    await runPrepared(MADE, [id, new Date(Date.now() - daysAgo * DAY_MS)]);
    return id;
  };
  for (let each = 0; each < many; each++) {
    await payOut(MARKED_WITHIN_DAYS + 1);
    await payOut(MARKED_WITHIN_DAYS - 1);
    const runId = await payOut(MARKED_WITHIN_DAYS + 1);
    const ctx = contextOf("operator");
    const { lines } = await getPayoutRun({ ctx, input: { id: runId } });
    await markPayoutLines({ ctx, input: { mark: "paid", runId, lineIds: lines.map(({ id }) => id) } });
  }
  return merchantId;
}

export async function refusedImports(many: number): Promise<string> {
  const { id: merchantId } = await aMerchant();
  const connector = await addConnector({
    ctx: contextOf("admin"),
    input: { provider: "generic", name: "Bank" },
  });
  await runPrepared(BELONGS, [connector.id, merchantId]);
  const each = [
    ["refused", 29],
    ["refused", 31],
    ["recorded", 1],
  ] as const;
  for (const [outcome, days] of Array.from({ length: many }, () => each).flat()) {
    const id = newId();
    await runPrepared(IMPORT, [id, connector.id, new Date(Date.now() - days * DAY_MS)]);
    await runPrepared(LINE, [id, outcome]);
  }
  return merchantId;
}

const BANV = statement(
  "UPDATE policy_payment_method SET banv_status = $2, blocked_reason = CASE $2 WHEN 'blocked' THEN 'Closed' END WHERE id = $1",
);
const PAID_BY = statement("UPDATE policy SET payment_method_id = $2, status = $3 WHERE id = $1");
const RETRY_OF = statement("SELECT payment_id AS id FROM policy_payment WHERE retry_of = $1");
const ATTEMPT = statement(`
  INSERT INTO attempt (id, payment_id, operation, number, connector, state, amount_minor, actor_type, actor_id,
    actor_label, request_id, started_at)
  VALUES ($1, $2, 'charge', 1, 'sandbox', 'unknown', 900, 'customer', 'c', 'Customer', 'r',
    now() - $3 * interval '1 minute')`);
const CONNECTION = statement(`
  INSERT INTO connection (id, provider, name, live, account_reference, created_at, updated_at, disconnected_at)
  VALUES ($1, 'sandbox', 'An account', false, gen_random_uuid()::text, now(), now(), $2)`);
const MANDATE = statement(`
  INSERT INTO mandate (id, merchant_id, policy_id, payment_method_id, connection_id, link_token, expires_at, created_at,
    updated_at, unanswered_since)
  VALUES ($1, $2, $3, $4, $5, $6, now() + interval '30 days', now(), now(), now() - $7 * interval '1 minute')`);
const BELONGS = statement("UPDATE connector SET merchant_id = $2 WHERE id = $1");
const IMPORT = statement(`
  INSERT INTO payment_import (id, kind, connector_id, file_name, columns, mapping, lines, actor_id, actor_label,
    created_at, finished_at)
  VALUES ($1, 'payments', $2, 'bank.csv', '{}', '{}', 1, 'a', 'A', $3, $3)`);
const LINE = statement(
  "INSERT INTO payment_import_line (import_id, line, cells, outcome, message) VALUES ($1, 2, '{}', $2, 'No amount')",
);
const PAYMENTS_OF = statement("SELECT id FROM payment WHERE merchant_id = $1");
const MADE = statement("UPDATE payout_run SET created_at = $2 WHERE id = $1");
