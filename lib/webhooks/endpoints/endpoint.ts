/** Why an endpoint is sent nothing: somebody paused it, it answered 410, or it failed for five days. */
export const PAUSED_REASONS = ["operator", "gone", "failing"] as const;
export type PausedReason = (typeof PAUSED_REASONS)[number];

/** Where events are sent. Its secrets are never among what is read of it. */
export interface Endpoint {
  id: string;
  url: string;
  /** What a client of the policy door calls it; empty where it was added elsewhere. */
  name: string;
  description: string;
  /** Null for every type. */
  eventTypes: string[] | null;
  /** Whether a policy payment that is recorded as succeeded or failed is told as one that became so: as the policy door subscribes. */
  hearsRecorded: boolean;
  /** Null for all merchants. */
  merchant: { id: string; name: string } | null;
  /** Null while it is sent to. */
  paused: { reason: PausedReason; at: Date } | null;
  /** Since when every attempt has failed. */
  failingSince: Date | null;
  createdAt: Date;
  updatedAt: Date;
  deletedAt: Date | null;
}

export interface EndpointRow {
  id: string;
  url: string;
  name: string;
  description: string;
  event_types: string[];
  hears_recorded: boolean;
  merchant_id: string | null;
  merchant_name: string | null;
  paused_reason: PausedReason | null;
  paused_at: Date | null;
  failing_since: Date | null;
  created_at: Date;
  updated_at: Date;
  deleted_at: Date | null;
}

export function toEndpoint(row: EndpointRow): Endpoint {
  return {
    id: row.id,
    url: row.url,
    name: row.name,
    description: row.description,
    eventTypes: row.event_types.length > 0 ? row.event_types : null,
    hearsRecorded: row.hears_recorded,
    merchant: row.merchant_id ? { id: row.merchant_id, name: row.merchant_name ?? "" } : null,
    paused: row.paused_reason && row.paused_at ? { reason: row.paused_reason, at: row.paused_at } : null,
    failingSince: row.failing_since,
    createdAt: row.created_at,
    updatedAt: row.updated_at,
    deletedAt: row.deleted_at,
  };
}
