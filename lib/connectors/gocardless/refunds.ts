import type { Json, LookupRequest, RefundOutcome, RefundRequest } from "../connector";
import { type GoCardless, GoCardlessError } from "./client";
import { isSayable } from "./currencies";
import { certainRefusal, noneWhereRefused, refundRefusalCode } from "./decline";
import { type Of, ownIdIn } from "./objects";

type Refund = Of<"refunds">;

/** A payment has at most five. */
const REFUNDS_MAX = 500;

/** How often the sum of all refunds is asked again, where somebody else's came in between. */
const SUMS_MAX = 3;

/** Gives back part of a payment, or all of it. Only where GoCardless has turned refunds on for the account. */
export async function refund(gocardless: GoCardless, request: RefundRequest): Promise<RefundOutcome> {
  const refused = { state: "failed", providerReference: null, declineCode: "refund_refused" } as const;
  if (!isSayable(request))
    return { ...refused, declineCode: "amount_not_chargeable", raw: { error: "not_sent" } };
  for (let sums = 1; ; sums++) {
    try {
      return refundOutcome((await find(gocardless, request)) ?? (await make(gocardless, request)));
    } catch (err) {
      const refusal = certainRefusal(err);
      if (!refusal) throw err;
      // Refused now, it may be because what was asked first has meanwhile been taken.
      const before = await find(gocardless, request).catch(noneWhereRefused);
      if (before) return refundOutcome(before);
      if (sums < SUMS_MAX && refusal.reasons.includes("total_amount_confirmation_invalid")) continue;
      return { ...refused, declineCode: refundRefusalCode(refusal), raw: refusal.raw };
    }
  }
}

async function make(gocardless: GoCardless, request: RefundRequest): Promise<Refund> {
  const { attemptId, chargeReference, amountMinor } = request;
  const { amount_refunded } = await gocardless.get("payments", chargeReference);
  const body = {
    amount: Number(amountMinor),
    // The sum of all refunds, so that nobody's is overlooked.
    total_amount_confirmation: (amount_refunded ?? 0) + Number(amountMinor),
    links: { payment: chargeReference },
    metadata: { attempt_id: attemptId },
  };
  try {
    return await gocardless.make("refunds", body, attemptId);
  } catch (err) {
    if (err instanceof GoCardlessError && err.conflictingId)
      return gocardless.get("refunds", err.conflictingId);
    throw err;
  }
}

/** What became of a refund. Never makes anything. */
export async function lookUpRefund(
  gocardless: GoCardless,
  { attemptId, providerReference, chargeReference }: LookupRequest,
): Promise<RefundOutcome | { state: "not_found" }> {
  if (providerReference) return refundOutcome(await gocardless.get("refunds", providerReference));
  const found = chargeReference && (await find(gocardless, { attemptId, chargeReference }));
  return found ? refundOutcome(found) : { state: "not_found" };
}

async function find(
  gocardless: GoCardless,
  { attemptId, chargeReference }: Pick<RefundRequest, "attemptId" | "chargeReference">,
): Promise<Refund | null> {
  for await (const each of gocardless.all("refunds", { payment: chargeReference }, REFUNDS_MAX))
    if (ownIdIn(each, "attempt_id") === attemptId) return each;
  return null;
}

/** Taken is given back for us: what does not arrive after all is told later. */
export function refundOutcome(refund: Refund): RefundOutcome {
  const answer = { providerReference: refund.id, raw: rawOf(refund) };
  switch (refund.status) {
    case "created":
    case "pending_submission":
    case "submitted":
    case "paid":
      return { ...answer, state: "succeeded" };
    case "cancelled":
      return { ...answer, state: "failed", declineCode: "refund_cancelled" };
    case "failed":
    case "bounced":
    case "funds_returned":
      return { ...answer, state: "failed", declineCode: "refund_failed" };
    default:
      return { state: "unknown", raw: { ...answer.raw, error: "unknown_status" } };
  }
}

function rawOf({ id, status, amount, currency }: Refund): { [key: string]: Json } {
  return { id, object: "refund", status, amount, currency };
}
