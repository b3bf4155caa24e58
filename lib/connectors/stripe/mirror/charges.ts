import type Stripe from "stripe";
import { z } from "zod";
import type { BalanceLine, MirroredPayment, MirroredStep, MirrorRecord } from "../../mirror";
import { Unreadable } from "../../mirror-record";
import { amountIn, balanceLine, madeOn, rawLine, secondsOf } from "./balance";
import { objectRecord } from "./record";

const ownId = z.uuid();

/** A charge has seldom more than one refund or dispute; one page of each is read. */
const OF_A_CHARGE_MAX = 100;

/** A charge with all that became of it. Null for one that is only authorised: no money has moved. */
export async function wholeCharge(
  stripe: Stripe,
  charge: Stripe.Charge,
  { looksClosely = false } = {},
): Promise<MirrorRecord | null> {
  if (charge.status === "succeeded" && !charge.captured) return null;
  const refunds =
    looksClosely || charge.amount_refunded > 0
      ? await stripe.refunds.list({ charge: charge.id, limit: OF_A_CHARGE_MAX, expand: REFUND_LINES })
      : null;
  const disputes =
    looksClosely || charge.disputed
      ? await stripe.disputes.list({ charge: charge.id, limit: OF_A_CHARGE_MAX })
      : null;
  if (refunds?.has_more || disputes?.has_more)
    throw new Error("Stripe has more refunds or disputes of a charge than are read");
  return objectRecord("charge", charge, () => paymentOf(charge, refunds?.data ?? [], disputes?.data ?? []));
}

/** What is expanded of a list of charges, or of one. */
export const CHARGE_LINE = "balance_transaction";

const REFUND_LINES = ["data.balance_transaction", "data.failure_balance_transaction"];

function paymentOf(
  charge: Stripe.Charge,
  refunds: readonly Stripe.Refund[],
  disputes: readonly Stripe.Dispute[],
): MirroredPayment {
  const { currency, description } = charge;
  const intent = idOf(charge.payment_intent);
  const amount = charge.status === "succeeded" ? charge.amount_captured : charge.amount;
  const steps = [
    ...stepsOf(charge),
    ...refunds.flatMap(refundSteps),
    ...disputes.flatMap(disputeSteps(currency)),
  ];
  return {
    type: "PAY-IN",
    scheme: schemeOf(charge),
    amountMinor: amountIn(amount, currency),
    currency: currency.toUpperCase(),
    ours: {
      attemptId: ownId.safeParse(charge.metadata.attempt_id).data ?? null,
      providerReference: intent,
    },
    metadata: {
      ...charge.metadata,
      ...(intent && { payment_intent: intent }),
      ...(description && { description }),
    },
    steps: steps.sort((a, b) => a.at.getTime() - b.at.getTime()),
    balance: [
      ...balanceLine("payment", charge.balance_transaction),
      ...refunds.flatMap((refund) => refundLines(refund)),
      ...disputes.flatMap(({ balance_transactions }) =>
        balance_transactions.flatMap((line) => balanceLine("dispute", line)),
      ),
    ],
  };
}

function stepsOf({ id, status, created, failure_code, ...charge }: Stripe.Charge): MirroredStep[] {
  if (status === "pending") return [];
  if (status !== "succeeded" && status !== "failed")
    throw new Unreadable(`Stripe has it in a state that is not known here: ${status}.`);
  const decided: MirroredStep["status"] = status === "failed" ? "failed" : "succeeded";
  const raw = {
    ...{ id, object: "charge", status, amount: charge.amount, currency: charge.currency, failure_code },
    balance_transaction: rawLine(charge.balance_transaction),
  };
  return [{ reference: id, status: decided, amountMinor: null, at: secondsOf(created), raw }];
}

function refundSteps(refund: Stripe.Refund): MirroredStep[] {
  const { id, status, amount, currency, created } = refund;
  const at = secondsOf(created);
  const amountMinor = amountIn(amount, currency);
  const raw = {
    ...{ id, object: "refund", status, amount, currency },
    balance_transaction: rawLine(refund.balance_transaction),
  };
  const made: MirroredStep = { reference: id, status: "refunded", amountMinor, at, raw };
  if (status !== "failed" && status !== "canceled") return [made];
  const cameBack = madeOn(refund.failure_balance_transaction) ?? at;
  return [made, { ...made, reference: `${id}/reversed`, status: "refund_reversed", at: cameBack }];
}

function refundLines(refund: Stripe.Refund): BalanceLine[] {
  return [
    ...balanceLine("refund", refund.balance_transaction),
    ...balanceLine("refund", refund.failure_balance_transaction),
  ];
}

const disputeSteps =
  (paidIn: string) =>
  (dispute: Stripe.Dispute): MirroredStep[] => {
    const { id, status, amount, currency, created, reason } = dispute;
    // The bank asks, and has taken no money.
    if (status.startsWith("warning_") || status === "prevented") return [];
    const opened: MirroredStep = {
      reference: id,
      status: "dispute",
      amountMinor: currency === paidIn ? amountIn(amount, currency) : null,
      at: secondsOf(created),
      respondBy: dueBy(dispute),
      raw: { id, object: "dispute", status, amount, currency, reason },
    };
    const end = status === "won" ? "won" : status === "lost" || status.startsWith("appeal_") ? "lost" : null;
    if (!end) return [opened];
    const { respondBy: _, ...same } = opened;
    return [opened, { ...same, reference: `${id}/${end}`, status: `dispute_${end}`, at: decidedAt(dispute) }];
  };

const dueBy = ({ evidence_details: { due_by } }: Stripe.Dispute) => (due_by ? secondsOf(due_by) : null);

/** Stripe does not say when a dispute was decided: when its money last moved, or by when it was to be answered. */
function decidedAt(dispute: Stripe.Dispute): Date {
  const moved = dispute.balance_transactions.slice(1).map(({ created }) => created);
  if (dispute.status === "won" && moved.length > 0) return secondsOf(Math.max(...moved));
  const due = dueBy(dispute);
  return due && due.getTime() < Date.now() ? due : new Date();
}

const SCHEMES: Readonly<Record<string, string>> = {
  sepa_debit: "sepa debit",
  ach_debit: "ach debit",
  us_bank_account: "ach debit",
  ach_credit_transfer: "ach",
  alipay: "alipay",
};

const BRANDS = new Set(["visa", "mastercard", "amex", "diners", "discover", "jcb", "unionpay"]);
const WALLETS: Readonly<Record<string, string>> = { apple_pay: "apple pay", google_pay: "google pay" };

function schemeOf({ payment_method_details: details }: Stripe.Charge): string {
  const card = details?.card;
  if (!card) return SCHEMES[details?.type ?? ""] ?? "other";
  const wallet = WALLETS[card.wallet?.type ?? ""];
  return wallet ?? (card.brand && BRANDS.has(card.brand) ? card.brand : "other");
}

export function idOf(reference: string | { id: string } | null | undefined): string | null {
  return typeof reference === "string" ? reference : (reference?.id ?? null);
}
