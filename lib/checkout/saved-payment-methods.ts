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
export function savedMethodsOf(customerId: string): Promise<SavedPaymentMethod[]> {
  return query(LIST, { customerId });
}

/** Keeps the card an attempt was paid with. The same card saved again replaces its earlier entry. */
export async function saveMethod(
  tx: Queryable,
  attempt: Attempt,
  customerId: string,
  now: Date,
): Promise<void> {
  const { connector, cardBrand, cardLast4 } = attempt;
  const { token, expiryMonth, expiryYear } = attempt.method;
  if (!token || !cardBrand || !cardLast4 || !expiryMonth || !expiryYear)
    throw new Error("an attempt without a card's data cannot be kept to pay again");
  await query(
    SAVE,
    { id: newId(), customerId, connector, token, cardBrand, cardLast4, expiryMonth, expiryYear, now },
    tx,
  );
}
