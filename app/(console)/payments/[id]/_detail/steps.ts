import type { ComponentProps } from "react";
import { LINK_STOPS } from "@/app/(console)/_shared/cancel-words";
import { refundedCommission } from "@/app/(console)/payments/[id]/refunded-commission";
import { permissionMessage } from "@/app/problem-message";
import type { Reader } from "@/components/ui/reader";
import { formatTime } from "@/components/ui/time-text";
import { spellId } from "@/lib/ids";
import { describePayment, partyOf } from "@/lib/kinds/describe-payment";
import { asTyped, formatMoney } from "@/lib/money/format";
import { directionOf } from "@/lib/payments/category";
import type { EvidenceVerdict } from "@/lib/payments/evidence/evidence-rule";
import type { PaymentDetail } from "@/lib/payments/get-payment";
import type { PaymentStep, StepVerdict } from "@/lib/payments/life-cycle";
import type { CommissionOfPayment } from "@/lib/referrals/commissions/commission-of-payment";
import { undoRefusal } from "@/lib/referrals/payments/undo-refusal";
import { isolated } from "@/lib/text/isolated";
import type { Actor } from "@/lib/verb/context";
import { may, type Permission } from "@/lib/verb/permissions";
import type { PaymentActions } from "./payment-actions";

const PERMISSIONS: Record<PaymentStep, Permission> = {
  cancel: "payments:cancel",
  refund: "payments:refund",
  undo: "payments:create",
};

/** What this person can do with a payment now, as its page's buttons need it. */
export function actionsOn(
  { payment, attempts, facts, steps }: PaymentDetail,
  { referral, evidence }: { referral: CommissionOfPayment | null; evidence: EvidenceVerdict | null },
  actor: Actor,
  reader: Reader,
): Omit<ComponentProps<typeof PaymentActions>, "policy"> {
  const verdicts = steps.map((verdict) => asAllowed(withCommission(verdict, referral), actor));
  const refunds = attempts.filter(({ operation }) => operation === "refund");
  const answers = attempts.filter(({ operation }) => operation === "evidence");
  const { refundableMinor: remainingMinor } = facts;
  const id = spellId("pay", payment.id);
  const { currency, precision } = payment;
  const { locale } = reader;
  const answer = evidenceOn(evidence, actor, reader);
  return {
    id,
    possible: verdicts.flatMap(({ step, allowed }) => (allowed ? [step] : [])),
    impossible: [
      ...verdicts.flatMap((each) => (each.allowed ? [] : [{ step: each.step, reason: each.reason }])),
      ...(answer?.may === false ? [{ step: "answering the dispute", reason: answer.reason }] : []),
    ],
    amount: formatMoney({ amountMinor: payment.initialAmountMinor, currency, precision }, { locale }),
    party: partyOf(describePayment(payment))?.name ?? "the payer",
    cancelMeans: cancelMeans(payment),
    refund: {
      currency,
      precision,
      locale,
      remainingMinor: remainingMinor.toString(),
      remainingDecimal: asTyped(remainingMinor, precision, locale),
      // The same until a refund was made or refused: a reload does not make another one of it.
      idempotencyKey: `${id}/refund/${payment.version}/${refunds.length}`,
      commission: refundedCommission(referral, payment),
      goesTo: goesTo(payment),
    },
    undo: referral && { referral, locale },
    evidence: answer?.may
      ? {
          dispute: answer.dispute,
          respondBy: answer.respondBy,
          // The same until evidence was refused: a reload sends none twice.
          idempotencyKey: `${id}/evidence/${answers.length}`,
        }
      : null,
  };
}

/** Whom a refund of it goes to, and how, as far as that is known. */
function goesTo(payment: PaymentDetail["payment"]): string {
  const description = describePayment(payment);
  const { method } = description;
  const name = partyOf(description)?.name ?? "whoever paid it";
  if (!method?.last4) return name;
  return `${isolated(name)}, ${method.type === "card" ? "card" : "account"} ending in ${method.last4}`;
}

function cancelMeans({ kind, type }: PaymentDetail["payment"]): string {
  if (kind === "checkout") return LINK_STOPS;
  const stays =
    directionOf(type) === "out" ? "It is not to be paid out any more." : "It is not collected any more.";
  return `${stays} A cancelled payment cannot be brought back.`;
}

type Answer = { may: true; dispute: string; respondBy: string | null } | { may: false; reason: string };

/** What is asked of who answers a dispute, or why nobody does from here. */
function evidenceOn(verdict: EvidenceVerdict | null, actor: Actor, reader: Reader): Answer | null {
  if (!verdict || verdict.standing === "decided") return null;
  if (verdict.standing !== "open") return { may: false, reason: verdict.reason };
  if (!may(actor, "payments:refund")) return { may: false, reason: permissionMessage("payments:refund") };
  const { reference, respondBy } = verdict.dispute;
  return { may: true, dispute: reference, respondBy: respondBy && formatTime(respondBy, reader) };
}

/** What has been paid out for it keeps a payment from being undone. */
function withCommission(verdict: StepVerdict, referral: CommissionOfPayment | null): StepVerdict {
  const reason = verdict.step === "undo" && verdict.allowed ? undoRefusal(referral?.commission) : null;
  return reason ? { step: "undo", allowed: false, reason } : verdict;
}

function asAllowed(verdict: StepVerdict, actor: Actor): StepVerdict {
  const { step, allowed } = verdict;
  if (!allowed || may(actor, PERMISSIONS[step])) return verdict;
  return { step, allowed: false, reason: permissionMessage(PERMISSIONS[step]) };
}
