import { run, statement } from "@/lib/db/sql";

/** The payment that a key made, in one door and merchant. */
export interface KeyPayment {
  door: string;
  merchantId: string;
  merchantName: string;
  id: string;
  status: string;
  amountMinor: bigint;
  currency: string;
  precision: number;
  createdAt: Date;
}

const PAYMENTS_MAX = 50;

/** What a key made, wherever it did, also where the requests are older than the log. */
export function paymentsOfKey(key: string): Promise<KeyPayment[]> {
  return run<KeyPayment & Record<string, unknown>>(OF_KEY, [key, PAYMENTS_MAX]);
}

// Merchants and connectors are few, and every key is unique within one of them: their indexes are asked for each in turn.
const OF_KEY = statement(`
  WITH made (door, id) AS (
    SELECT i.door, i.payment_id FROM merchant m JOIN idempotency_record i ON i.merchant_id = m.id
    WHERE i.door IN ('checkout', 'referral') AND i.key = $1
    UNION
    SELECT 'policy', substring(convert_from(i.body, 'UTF8') FROM '"payment_id":"([0-9a-f-]{36})"')::uuid
    FROM merchant m JOIN policy_idempotency i ON i.merchant_id = m.id WHERE i.key = $1
    UNION
    SELECT 'connected', p.id FROM connector k JOIN payment p ON p.connector_id = k.id
      AND text_key(p.reference) = text_key($1::text) AND p.reference = $1
    WHERE p.kind = 'connected'
  )
  SELECT d.door, p.id, p.merchant_id AS "merchantId", m.name AS "merchantName", p.status,
    p.amount_minor AS "amountMinor", p.currency, p.precision, p.created_at AS "createdAt"
  FROM made d JOIN payment p ON p.id = d.id JOIN merchant m ON m.id = p.merchant_id
  ORDER BY p.created_at, p.id LIMIT $2`);
