import type { PaidMethod } from "@/lib/connectors/connector";
import { type Queryable, query } from "@/lib/db/sql";
import { FIND } from "@/lib/generated/sql/checkout/saved-payment-methods/find";
import { LIST } from "@/lib/generated/sql/checkout/saved-payment-methods/list";
import { SAVE } from "@/lib/generated/sql/checkout/saved-payment-methods/save";
import { newId, readAnyId } from "@/lib/ids";
import type { Attempt } from "@/lib/payments/attempt";
import { refuseField } from "@/lib/verb/problem";

/** A card a customer may pay with again. `connectorReference` is the connector's token for it. */
export interface SavedPaymentMethod {
  id: string;
  connectorReference: string;
  /** Where it was saved, and so the only place where it can be charged. */
  connector: string;
  connectionId: string | null;
  brand: string;
  last4: string;
  expiryMonth: number;
  expiryYear: number;
  createdAt: Date;
}

/** One saved method of that customer; anybody else's is refused like one that is not there. */
export async function savedMethodOf(
  tx: Queryable,
  customerId: string | null,
  id: string,
  /** What the caller calls it. */
  field = "method",
): Promise<SavedPaymentMethod> {
  const known = readAnyId(id);
  const [found] = customerId && known ? await query(FIND, { known, customerId }, tx) : [];
  return found ?? refuseField(field, "invalid_value", "is no saved card of this customer");
}

/** The cards a customer has saved, newest first. */
export function listMethodsOf(customerId: string): Promise<SavedPaymentMethod[]> {
  return query(LIST, { customerId });
}

/** Keeps the card an attempt was paid with, where the provider has said enough of it to charge it again. The same card saved again replaces its earlier entry, which its provider lets go of. */
export async function saveMethod(
  tx: Queryable,
  attempt: Attempt,
  customerId: string,
  now: Date,
  paid: PaidMethod,
): Promise<void> {
  const { connector, connectionId } = attempt;
  const { token, brand: cardBrand, last4: cardLast4, expiryMonth, expiryYear, fingerprint = null } = paid;
  if (!token || !cardLast4 || !expiryMonth || !expiryYear) return;
  await query(
    SAVE,
    {
      id: newId(),
      customerId,
      connector,
      connectionId,
      token,
      cardBrand,
      cardLast4,
      expiryMonth,
      expiryYear,
      fingerprint,
      now,
    },
    tx,
  );
}
