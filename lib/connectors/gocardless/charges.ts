import type { ChargeOutcome, ChargeRequest, Json, LookupRequest } from "../connector";
import { lookedForSince } from "../looked-for-since";
import { type GoCardless, GoCardlessError } from "./client";
import { isSayable } from "./currencies";
import { certainRefusal, chargeRefusalCode, declineCodeOf, noneWhereRefused } from "./decline";
import { type Of, ownIdIn } from "./objects";

type Payment = Of<"payments">;

/** How many payments are looked through for one whose answer was lost. */
const LOOKED_THROUGH_MAX = 5_000;

/** How many of a payment's events are looked through for why it ended. It has a handful. */
const EVENTS_MAX = 500;

/** Collects by a mandate, on the earliest day its scheme allows. */
export async function charge(gocardless: GoCardless, request: ChargeRequest): Promise<ChargeOutcome> {
  const { attemptId, amountMinor, currency, method } = request;
  if (!isSayable(request)) return { ...NOT_SENT, declineCode: "amount_not_chargeable" };
  const body = {
    amount: Number(amountMinor),
    currency,
    links: { mandate: method.token },
    metadata: { attempt_id: attemptId },
  };
  try {
    return await paymentOutcome(gocardless, await gocardless.make("payments", body, attemptId));
  } catch (err) {
    if (err instanceof GoCardlessError && err.conflictingId)
      return madeBefore(gocardless, attemptId, err.conflictingId);
    const refusal = certainRefusal(err);
    if (!refusal) throw err;
    // What is refused now may have been taken before, when this attempt was sent the first time.
    const before = await find(gocardless, request).catch(noneWhereRefused);
    if (before) return paymentOutcome(gocardless, before);
    const { raw } = refusal;
    return { state: "failed", providerReference: null, declineCode: chargeRefusalCode(refusal), raw };
  }
}

const NOT_SENT = { state: "failed", providerReference: null, raw: { error: "not_sent" } } as const;

async function madeBefore(gocardless: GoCardless, attemptId: string, id: string): Promise<ChargeOutcome> {
  const payment = await gocardless.get("payments", id);
  if (ownIdIn(payment, "attempt_id") !== attemptId)
    throw new Error("GoCardless names another attempt's payment under this key");
  return paymentOutcome(gocardless, payment);
}

/** What became of a charge: by what GoCardless called it, or by our mark on what was made since. Never makes anything. */
export async function lookUpCharge(
  gocardless: GoCardless,
  request: LookupRequest,
): Promise<ChargeOutcome | { state: "not_found" }> {
  const { providerReference } = request;
  const found = providerReference
    ? await gocardless.get("payments", providerReference)
    : await find(gocardless, request);
  return found ? paymentOutcome(gocardless, found) : { state: "not_found" };
}

async function find(
  gocardless: GoCardless,
  { attemptId, method, startedAt }: Pick<LookupRequest, "attemptId" | "method" | "startedAt">,
): Promise<Payment | null> {
  const filters = {
    "created_at[gte]": lookedForSince(startedAt).toISOString(),
    ...(method && { mandate: method.token }),
  };
  for await (const payment of gocardless.all("payments", filters, LOOKED_THROUGH_MAX))
    if (ownIdIn(payment, "attempt_id") === attemptId) return payment;
  return null;
}

/** What a payment has come to. One that had succeeded and fails after all was taken back by the payer's bank. */
export async function paymentOutcome(gocardless: GoCardless, payment: Payment): Promise<ChargeOutcome> {
  const answer = { providerReference: payment.id, raw: rawOf(payment) };
  switch (payment.status) {
    case "pending_customer_approval":
    case "pending_submission":
    case "submitted": {
      const { charge_date: chargeDate } = payment;
      return { ...answer, state: "processing", ...(chargeDate && { chargeDate }) };
    }
    case "confirmed":
    case "paid_out":
      return {
        ...answer,
        state: "succeeded",
        taken: { amountMinor: BigInt(payment.amount), currency: payment.currency },
      };
    case "failed":
    case "cancelled":
    case "charged_back":
    case "customer_approval_denied": {
      const cause = await causeOf(gocardless, payment);
      const raw = { ...answer.raw, cause };
      return { ...answer, state: "failed", declineCode: declineCodeOf(cause, payment.status), raw };
    }
    default:
      return { state: "unknown", raw: { ...answer.raw, error: "unknown_status" } };
  }
}

/** Why a payment ended, as its latest event that says so has it; null where none does. */
async function causeOf(gocardless: GoCardless, { id, status }: Payment): Promise<string | null> {
  for await (const { action, details } of gocardless.all("events", { payment: id }, EVENTS_MAX))
    if (action === status) return details?.cause ?? null;
  return null;
}

/** What is kept of an answer: what it is and how it stands, nothing of the payer. */
function rawOf({ id, status, amount, currency, charge_date }: Payment): { [key: string]: Json } {
  return { id, object: "payment", status, amount, currency, chargeDate: charge_date ?? null };
}
