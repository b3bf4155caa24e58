import { listenToChannels } from "@/lib/db/notifications";
import { type Queryable, query } from "@/lib/db/sql";
import { NOTIFY_KEY_CHANGE } from "@/lib/generated/sql/keys/notify-key-change";
import { clearKeyCache } from "./key-cache";

const CHANNEL = "counterfoil_keys";
/** Forgets cached keys as soon as another process changes one. Called once at start; gives back what ends it. */
export async function listenForKeyChanges(): Promise<() => Promise<void>> {
  const { stop } = await listenToChannels([
    { channel: CHANNEL, onNotification: clearKeyCache, onGap: clearKeyCache },
  ]);
  return stop;
}

/** Tells every process, this one by its caller clearing its own cache, once the transaction commits. */
export async function announceKeyChange(tx: Queryable): Promise<void> {
  await query(NOTIFY_KEY_CHANGE, { channel: CHANNEL }, tx);
}
