/** A person a merchant has dealings with. */
export interface Customer extends Profile {
  id: string;
  merchantId: string;
  /** Who they are with every merchant: their own id unless they were somebody's customer before. */
  consumerId: string;
  name: string;
  email: string;
  externalId: string | null;
  metadata: Record<string, string>;
  createdAt: Date;
  updatedAt: Date;
}

/** What is known of a customer besides a name, for bills and taxes. */
export interface Profile {
  phone: string | null;
  address: Address;
  taxId: string | null;
  /** Percentages by what they apply to: a plan, a metric, or `default`. */
  taxRates: Record<string, number>;
  notificationSettings: NotificationSettings | null;
}

export interface Address {
  line1?: string | undefined;
  line2?: string | undefined;
  city?: string | undefined;
  state?: string | undefined;
  /** ISO 3166, two letters. */
  country?: string | undefined;
  zipCode?: string | undefined;
}

/** What a customer wants to be written about. */
export interface NotificationSettings {
  invoiceIssued: boolean;
  invoicePaid: boolean;
  renewalReminder: boolean;
}

export const NO_PROFILE: Profile = {
  phone: null,
  address: {},
  taxId: null,
  taxRates: {},
  notificationSettings: null,
};
