import type { AttemptMethod } from "@/lib/payments/attempt";
import type { PaymentStatus } from "@/lib/payments/status";
import type { Scope } from "@/lib/verb/permissions";

/**
 * What the database cannot say of a column: the shape of a jsonb, the values of a text without a check. One entry a
 * column, for reading and for writing: whoever writes the column is held to what its readers expect.
 */
export interface ColumnTypes {
  "adjustment.status": PaymentStatus;
  "api_key.scopes": Scope[];
  "attempt.method": Partial<AttemptMethod>;
  "audit_entry.data": Record<string, unknown>;
  "checkout_link.line_items": { description: string; amountMinor: string; quantity: number }[];
  "customer.metadata": Record<string, string>;
  "outbox.data": Record<string, unknown>;
  "payment.last_status": PaymentStatus;
  "payment.metadata": Record<string, string>;
  "payment.status": PaymentStatus;
  "provider_follow_up.data": { reason: string };
}
