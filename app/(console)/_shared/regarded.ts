import { actorName } from "@/app/(console)/payments/[id]/_history/actor";
import type { Reader } from "@/components/ui/reader";
import { formatDay, formatTime } from "@/components/ui/time-text";
import { describePayment } from "@/lib/kinds/describe-payment";
import type {
  OutlookWords,
  Regarded,
  RegardedAdjustment,
  RegardedPremium,
} from "@/lib/kinds/outlook/outlook";
import { formatMoney } from "@/lib/money/format";
import { CHALLENGE_ABANDONED_MS } from "@/lib/payments/attempt";
import type { EvidenceVerdict } from "@/lib/payments/evidence/evidence-rule";
import type { PaymentDetail } from "@/lib/payments/get-payment";
import { wentBackMinor } from "@/lib/payments/money-moved";
import type { PaymentStatus } from "@/lib/payments/status";
import { isCollectedByUs } from "@/lib/policies/collection/collect-payment";
import type { PaymentChain } from "@/lib/policies/collection/payment-chain";
import { retryVerdict } from "@/lib/policies/collection/retry-verdict";
import { isCollected, isUsable } from "@/lib/policies/enums";

/** How a payment's outlook is written for a reader. */
export function outlookWords(
  { currency, precision }: Pick<PaymentDetail["payment"], "currency" | "precision">,
  reader: Reader,
): OutlookWords {
  return {
    when: (at) => formatTime(at, reader),
    day: (at) => formatDay(at, reader),
    money: (amountMinor) => formatMoney({ amountMinor, currency, precision }, { locale: reader.locale }),
  };
}

/** A payment as its outlook is worked out from. */
export function regardedOf(
  { payment, adjustments, attempts, link, facts, refundGone }: PaymentDetail,
  chain: PaymentChain | null,
  evidence: EvidenceVerdict | null,
  now: Date,
): Regarded {
  const { respondBy } = payment;
  const last = adjustments.findLast(({ status }) => status === payment.status);
  return {
    ...payment,
    description: describePayment(payment),
    wentBackMinor: wentBackMinor(adjustments),
    failureReason: chain?.payment.failureReason ?? null,
    last: last ? regardedAdjustment(last, facts.disputes) : null,
    respondBy: respondBy && { at: respondBy, isPast: respondBy <= now },
    evidence: evidence?.standing ?? null,
    link,
    answerLost: attempts.some(({ operation, state }) => operation === "charge" && state === "unknown"),
    askedOn: askedOn(attempts),
    customerActs: customerActs(attempts),
    refundsUnderWayMinor: facts.underWay.refundsMinor,
    refundGone,
    premium: chain && regardedPremium(chain),
  };
}

function regardedAdjustment(
  last: PaymentDetail["adjustments"][number],
  disputes: PaymentDetail["facts"]["disputes"],
): RegardedAdjustment {
  const { reason, opening } = last;
  const open = disputes.filter(({ outcome }) => outcome === "open");
  const amountMinor = last.status === "dispute" && open.length > 0 ? sumOf(open) : last.amountMinor;
  return { by: actorName(last).name, reason, amountMinor, opening };
}

/** What disputes are about together; null where one of them does not say. */
function sumOf(disputes: PaymentDetail["facts"]["disputes"]): bigint | null {
  return disputes.reduce<bigint | null>(
    (sum, { amountMinor }) => (sum === null || amountMinor === null ? null : sum + amountMinor),
    0n,
  );
}

/** The day on which the payer's bank is asked for what a provider has in work. */
function askedOn(attempts: PaymentDetail["attempts"]): Date | null {
  const inWork = attempts.find(({ operation, state }) => operation === "charge" && state === "processing");
  const day = inWork?.method.chargeDate;
  return day ? new Date(day) : null;
}

/** Where a charge waits for the customer, and when that ends. */
function customerActs(attempts: PaymentDetail["attempts"]): Regarded["customerActs"] {
  const waiting = attempts.find(
    ({ operation, state }) => operation === "charge" && state === "requires_action",
  );
  if (!waiting) return null;
  const until = new Date(waiting.startedAt.getTime() + CHALLENGE_ABANDONED_MS);
  return { hosted: waiting.method.hosted ?? false, until };
}

function regardedPremium(chain: PaymentChain): RegardedPremium {
  const { payment, attempts, reversals, method, retry, missingAgreement } = chain;
  const verdict = retry && retryVerdict(retry);
  return {
    dueAt: payment.actionDate,
    collectedByUs: isCollectedByUs(payment),
    retryNumber: payment.retryNumber,
    others: attempts
      .filter(({ id }) => id !== payment.id)
      .map(({ retryNumber, status, actionDate }) => ({ retryNumber, status, dueAt: actionDate })),
    reversed: standing(reversals).some(({ reversalOf }) => attempts.some(({ id }) => id === reversalOf)),
    givenBackMinor: standing(reversals)
      .filter(({ reversalOf }) => reversalOf === payment.id)
      .reduce((sum, { amountMinor }) => sum - amountMinor, 0n),
    method: methodStanding({ payment, method }),
    missingAgreement,
    retry: verdict && { allowed: verdict.allowed, reason: verdict.allowed ? null : verdict.reason },
  };
}

/** Of reversals those that give something back: one that failed, or was called off, did not. */
export function standing<R extends { status: PaymentStatus }>(reversals: readonly R[]): R[] {
  return reversals.filter(({ status }) => status !== "failed" && status !== "cancelled");
}

/** Whether money can be collected with the payment's method, and why not. */
export function methodStanding({
  payment,
  method,
}: Pick<PaymentChain, "payment" | "method">): RegardedPremium["method"] {
  if (!method || !isCollected(payment.paymentType)) return { state: "usable", reason: null };
  if (method.banvStatus === "blocked") return { state: "blocked", reason: method.blockedReason };
  return { state: isUsable(method) ? "usable" : "unverified", reason: null };
}
