import { query } from "@/lib/db/sql";
import { MADE_BY } from "@/lib/generated/sql/requests/payments-of-key/made-by";
import { OF_KEY } from "@/lib/generated/sql/requests/payments-of-key/of-key";

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
  type: string;
  createdAt: Date;
}

const PAYMENTS_MAX = 50;

/** What a key made, wherever it did, also where the requests are older than the log. */
export function paymentsOfKey(key: string): Promise<KeyPayment[]> {
  return query(OF_KEY, { key, paymentsMax: PAYMENTS_MAX });
}

/** What requests made, for a key of which the log keeps no more than a form. */
export function paymentsMadeBy(requestIds: string[]): Promise<KeyPayment[]> {
  return query(MADE_BY, { requestIds, paymentsMax: PAYMENTS_MAX });
}
