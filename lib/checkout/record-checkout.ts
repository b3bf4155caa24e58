import { recordStatement } from "@/lib/payments/record-statement";
import type { StoredLineItem } from "./checkout-payment";
import { WITHIN_PAYMENT_LIMIT } from "./payment-limit";

/** What a checkout payment is recorded with besides the payment: its link. */
export interface CheckoutDetail extends Record<string, unknown> {
  token: string;
  line_items: StoredLineItem[];
  success_redirect_url: string | null;
  failure_redirect_url: string | null;
  save_payment_method: boolean;
  expires_at: Date;
}

/** The statement that records a checkout payment of at most its merchant's limit, and its link. */
export const RECORD_CHECKOUT = recordStatement({
  allowed: WITHIN_PAYMENT_LIMIT,
  columns: `
      token text, line_items jsonb, success_redirect_url text, failure_redirect_url text, save_payment_method boolean,
      expires_at timestamptz`,
  also: `linked AS (
    INSERT INTO checkout_link (
      payment_id, token, line_items, success_redirect_url, failure_redirect_url, save_payment_method, expires_at, due_at)
    SELECT id, token, line_items, success_redirect_url, failure_redirect_url, save_payment_method, expires_at, expires_at
    FROM accepted
  )`,
});
