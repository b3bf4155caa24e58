import { z } from "zod";
import { exponentOf, isCurrency } from "@/lib/money/currencies";
import { formatDecimal, parseDecimal } from "@/lib/money/decimal";
import type { ChargeOutcome, Json, RefundOutcome } from "../connector";
import type { DeclineCode } from "../decline-codes";

/** What Mollie takes, each with the decimals of ISO 4217. */
export const CURRENCIES: readonly string[] =
  "AED AUD BRL CAD CHF CZK DKK EUR GBP HKD HUF ILS ISK JPY MXN MYR NOK NZD PHP PLN RON SEK SGD THB TWD USD ZAR".split(
    " ",
  );

const amountForm = z.object({ currency: z.string(), value: z.string() });
type MollieAmount = z.output<typeof amountForm>;

// What another system has made may have metadata of any form.
const attemptIn = z.object({ attempt_id: z.uuid() });
const madeForm = z.object({
  amount: amountForm,
  createdAt: z.coerce.date(),
  metadata: z.unknown().transform((metadata) => attemptIn.safeParse(metadata).data?.attempt_id ?? null),
});

export const paymentForm = madeForm.extend({
  resource: z.literal("payment"),
  id: z.string().startsWith("tr_"),
  status: z.enum(["open", "pending", "authorized", "canceled", "expired", "failed", "paid"]),
  method: z.string().nullish(),
  details: z
    .partialRecord(z.enum(["cardLabel", "cardNumber", "failureReason"]), z.string().nullish())
    .nullish(),
  _links: z.object({ checkout: z.object({ href: z.url() }).nullish() }),
});

export const refundForm = madeForm.extend({
  resource: z.literal("refund"),
  id: z.string().startsWith("re_"),
  paymentId: z.string().startsWith("tr_"),
  status: z.enum(["queued", "pending", "processing", "refunded", "failed", "canceled"]),
});

export const FORMS = { payments: paymentForm, refunds: refundForm };

type Payment = z.output<typeof paymentForm>;
type Refund = z.output<typeof refundForm>;

/** An amount as Mollie is told it: "10.00". Null where Mollie takes none of its currency, or not so much. */
export function toMollie(amountMinor: bigint, currency: string): MollieAmount | null {
  if (!CURRENCIES.includes(currency) || amountMinor > BigInt(Number.MAX_SAFE_INTEGER)) return null;
  return { currency, value: formatDecimal(amountMinor, exponentOf(currency)) };
}

export function fromMollie({ currency, value }: MollieAmount) {
  const amountMinor = isCurrency(currency) ? parseDecimal(value, exponentOf(currency)) : null;
  if (amountMinor === null) throw new Error(`Mollie told of ${currency} in a form that is not known.`);
  return { amountMinor, currency };
}

const CODES: Readonly<Record<string, DeclineCode>> = {
  authentication_abandoned: "authentication_abandoned",
  authentication_failed: "authentication_failed",
  card_expired: "expired_card",
  inactive_card: "invalid_method",
  insufficient_funds: "insufficient_funds",
  invalid_cvv: "incorrect_cvc",
  possible_fraud: "fraudulent",
};

export function paymentOutcome(payment: Payment): ChargeOutcome {
  const answer = { providerReference: payment.id, raw: rawOf(payment) };
  switch (payment.status) {
    case "open":
      return { ...answer, state: "requires_action" };
    case "pending":
    case "authorized":
      return { ...answer, state: "processing" };
    case "paid":
      return { ...answer, state: "succeeded", taken: fromMollie(payment.amount), ...methodOf(payment) };
    case "failed": {
      const declineCode = CODES[payment.details?.failureReason ?? ""] ?? "generic_decline";
      return { ...answer, state: "failed", declineCode };
    }
    default:
      return { ...answer, state: "failed", declineCode: "payment_abandoned" };
  }
}

function methodOf({ method, details }: Payment) {
  if (!method) return {};
  const kept = { last4: details?.cardNumber?.slice(-4) ?? null, expiryMonth: null, expiryYear: null };
  return { method: { brand: (details?.cardLabel ?? method).toLowerCase(), ...kept, token: null } };
}

export function refundOutcome(refund: Refund): RefundOutcome {
  const answer = { providerReference: refund.id, raw: rawOf(refund) };
  // Taken is given back for us: what does not arrive after all is told later.
  if (refund.status === "canceled") return { ...answer, state: "failed", declineCode: "refund_cancelled" };
  if (refund.status === "failed") return { ...answer, state: "failed", declineCode: "refund_failed" };
  return { ...answer, state: "succeeded" };
}

/** What is kept of an answer: what it is and how it stands, nothing of the customer. */
function rawOf({ resource, id, status, amount }: Payment | Refund): Json {
  return { resource, id, status, amount };
}
