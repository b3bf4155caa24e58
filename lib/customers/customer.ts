/** A person a merchant has dealings with. */
export interface Customer {
  id: string;
  merchantId: string;
  name: string;
  email: string;
  externalId: string | null;
  metadata: Record<string, string>;
  createdAt: Date;
}

/** The select list that makes a `customer c` row a Customer. */
export const CUSTOMER_COLUMNS = `
  c.id, c.merchant_id AS "merchantId", c.name, c.email, c.external_id AS "externalId", c.metadata,
  c.created_at AS "createdAt"`;
