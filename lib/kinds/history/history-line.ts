import type { Attempt } from "@/lib/payments/attempt";
import type { PaymentAuditEntry } from "@/lib/payments/get-payment";
import type { Adjustment } from "@/lib/payments/payment";
import type { PolicyPayment } from "@/lib/policies/payments/policy-payment";
import type { RequestLine } from "@/lib/requests/request";

/** A payment that belongs to the one shown: another attempt at the same money, or a reversal of either. */
export type RelatedPayment = Pick<
  PolicyPayment,
  "id" | "status" | "retryNumber" | "reversalOf" | "actionDate" | "createdAt"
> & {
  adjustments: readonly Adjustment[];
  /** The payment shown is its reversal. */
  isGivenBack: boolean;
};

/** A webhook's delivery as far as the order of a history needs it. */
export interface ToldToEndpoint {
  id: string;
  createdAt: Date;
}

/** What happened, as it is stored; the words are the page's. */
export type HistoryFact<Delivery extends ToldToEndpoint> =
  /** `attempt`: what a connector was asked, where this adjustment is what came of it. `leftMinor`: what the payment was worth after it. */
  | { fact: "adjustment"; adjustment: Adjustment; attempt: Attempt | null; leftMinor: bigint }
  /** An attempt that has changed nothing of the payment. */
  | { fact: "attempt"; attempt: Attempt }
  /** `entry`: the line of the audit log that names the rule, where a rule made the retry. */
  | { fact: "made"; related: RelatedPayment; adjustment: Adjustment; entry: PaymentAuditEntry | null }
  | { fact: "settled"; related: RelatedPayment; adjustment: Adjustment }
  /** What the audit log alone knows: of the payment, or of its payment method. */
  | { fact: "audit"; entry: PaymentAuditEntry; about: "payment" | "method" }
  | { fact: "delivery"; delivery: Delivery }
  /** A request that has left no other line: it was refused, or changed nothing. */
  | { fact: "request"; request: RequestLine };

/** One line of a payment's history, with the request that caused it, where the log still has it. */
export type HistoryLine<Delivery extends ToldToEndpoint> = HistoryFact<Delivery> & {
  key: string;
  at: Date;
  cause: RequestLine | null;
};

/** Everything that is stored about what happened to a payment. */
export interface HistorySources<Delivery extends ToldToEndpoint> {
  opening: { openingAmountMinor: bigint; openingInitialAmountMinor: bigint };
  adjustments: readonly Adjustment[];
  attempts: readonly Attempt[];
  audit: readonly PaymentAuditEntry[];
  /** The audit log of its payment methods. */
  methodAudit: readonly PaymentAuditEntry[];
  related: readonly RelatedPayment[];
  deliveries: readonly Delivery[];
  requests: readonly RequestLine[];
}
