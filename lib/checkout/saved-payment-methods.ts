import { type Queryable, run, statement } from "@/lib/db/sql";
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
}

const COLUMNS = `
  id, connector_reference AS "connectorReference", brand, last4, expiry_month AS "expiryMonth",
  expiry_year AS "expiryYear"`;

/** One saved method of that customer; anybody else's is refused like one that is not there. */
export async function savedMethodOf(
  tx: Queryable,
  customerId: string | null,
  id: string,
): Promise<SavedPaymentMethod> {
  const known = readAnyId(id);
  const [found] = customerId && known ? await run<SavedPaymentMethod>(FIND, [known, customerId], tx) : [];
  return found ?? refuseField("method", "invalid_value", "is no saved card of this customer");
}

/** The cards a customer has saved, newest first. */
export function savedMethodsOf(customerId: string): Promise<SavedPaymentMethod[]> {
  return run<SavedPaymentMethod>(LIST, [customerId]);
}

/** Keeps the card an attempt was paid with. The same card saved again replaces its earlier entry. */
export async function saveMethod(
  tx: Queryable,
  attempt: Attempt,
  customerId: string,
  now: Date,
): Promise<void> {
  const { token, expiryMonth, expiryYear } = attempt.method;
  await run(
    SAVE,
    [
      newId(),
      customerId,
      attempt.connector,
      token,
      attempt.cardBrand,
      attempt.cardLast4,
      expiryMonth,
      expiryYear,
      now,
    ],
    tx,
  );
}

const FIND = statement(
  `SELECT ${COLUMNS} FROM saved_payment_method WHERE id = $1 AND customer_id = $2 AND removed_at IS NULL`,
);

const LIST = statement(`
  SELECT ${COLUMNS} FROM saved_payment_method WHERE customer_id = $1 AND removed_at IS NULL
  ORDER BY created_at DESC, id DESC`);

const SAVE = statement(`
  WITH replaced AS (
    UPDATE saved_payment_method SET removed_at = $9
    WHERE customer_id = $2 AND connector = $3 AND connector_reference = $4 AND brand = $5 AND last4 = $6
      AND removed_at IS NULL
  )
  INSERT INTO saved_payment_method (
    id, customer_id, connector, connector_reference, brand, last4, expiry_month, expiry_year, created_at)
  VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)`);
