import type { ProviderEvent } from "@/lib/connectors/connector";
import { query } from "@/lib/db/sql";
import { STORE } from "@/lib/generated/sql/connections/events/store";
import { newId } from "@/lib/ids";
import { withoutKnownSecrets } from "@/lib/log/redact";

/** Stores what a provider has told, once for each of its own ids. */
export async function storeEvents(
  connectionId: string,
  events: readonly ProviderEvent[],
  source: "message" | "poll",
): Promise<void> {
  if (events.length === 0) return;
  const rows = events.map(({ eventId, type, occurredAt, raw }) => ({
    id: newId(),
    event_id: eventId,
    type,
    occurred_at: occurredAt,
    raw: storableEvent(raw),
  }));
  await query(STORE, { events: rows, connectionId, source });
}

/** Without the one character that the database keeps in no text, and without any secret of ours. */
export function storableEvent(raw: ProviderEvent["raw"]): ProviderEvent["raw"] {
  const text = JSON.stringify(raw);
  const clean = withoutKnownSecrets(text).replaceAll("\\u0000", "");
  return clean === text ? raw : JSON.parse(clean);
}
