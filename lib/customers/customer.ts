/** A person a merchant has dealings with. */
export interface Customer {
  id: string;
  merchantId: string;
  name: string;
  email: string;
  externalId: string | null;
  phone: string | null;
  metadata: Record<string, string>;
  createdAt: Date;
}
