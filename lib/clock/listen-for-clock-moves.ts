import { listenToChannels } from "@/lib/db/notifications";
import { type Queryable, query } from "@/lib/db/sql";
import { NOTIFY_CLOCK_MOVE } from "@/lib/generated/sql/clock/notify-clock-move";
import { rereadClocks } from "./clock";

const CHANNEL = "counterfoil_clocks";

/** Goes by a clock that another process has moved at once, and not only with the next reading. Gives back what ends it. */
export async function listenForClockMoves(): Promise<() => Promise<void>> {
  const heard = () => {
    // One that fails is made up for by the next reading, a moment later.
    rereadClocks().catch(() => {});
  };
  const { stop } = await listenToChannels([{ channel: CHANNEL, onNotification: heard, onGap: heard }]);
  return stop;
}

/** Tells every process once the transaction commits. */
export async function announceClockMove(tx: Queryable): Promise<void> {
  await query(NOTIFY_CLOCK_MOVE, { channel: CHANNEL }, tx);
}
