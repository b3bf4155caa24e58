import type { ListRow } from "@/lib/generated/sql/connections/list-connections/list";

/** A way to a provider, as it is shown. Its credentials and its message secret are never among it. */
export interface Connection {
  id: string;
  provider: string;
  name: string;
  /** Null for all merchants. */
  merchant: { id: string; name: string } | null;
  /** Whether it moves real money. */
  live: boolean;
  /** The account as the provider names it. */
  accountReference: string;
  /** None named means all that the provider takes. */
  currencies: string[];
  /** Counts the changes of its credentials and of its message secret. */
  version: number;
  hasMessageSecret: boolean;
  /** Until when messages signed with the secret before are taken. */
  messageSecretBeforeUntil: Date | null;
  createdAt: Date;
  disconnectedAt: Date | null;
  lastSuccessAt: Date | null;
  lastFailureAt: Date | null;
  /** What the last failure was. */
  lastFailure: string | null;
  /** Calls of the last hour and of the last day, by quarters of an hour, and how many of them were not answered. */
  callsLastHour: number;
  failuresLastHour: number;
  callsLastDay: number;
  failuresLastDay: number;
  /** Since when the provider could not be asked what has happened, and why. */
  pollFailingSince: Date | null;
  pollFailure: string | null;
  /** Of the latest events, how long after it had happened the slowest was applied; null where none was. */
  lagMs: number | null;
  /** When it last told of something. */
  lastEventAt: Date | null;
  /** Events that are stored and not applied yet, and since when the oldest has waited. */
  eventsWaiting: number;
  waitingSince: Date | null;
  /** Events that could not be applied. */
  eventsFailed: number;
}

export function toConnection({ merchantId, merchantName, ...row }: ListRow): Connection {
  return { ...row, merchant: merchantId ? { id: merchantId, name: merchantName ?? "" } : null };
}
