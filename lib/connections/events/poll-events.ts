import { latestTime } from "@/lib/clock/own-time";
import { providerNamed } from "@/lib/connectors/all-providers";
import { connectorOf } from "@/lib/connectors/connection";
import { eachConnection } from "@/lib/connectors/each-connection";
import { query } from "@/lib/db/sql";
import { isPassingRefusal } from "@/lib/db/unavailable";
import { MINUTE_MS } from "@/lib/durations";
import { NOTE_POLL } from "@/lib/generated/sql/connections/events/note-poll";
import { NOTE_POLL_FAILURE } from "@/lib/generated/sql/connections/events/note-poll-failure";
import { POLLED, type PolledRow } from "@/lib/generated/sql/connections/events/polled";
import type { Ctx } from "@/lib/verb/context";
import { storeEvents } from "./store-events";

/** How often a provider is asked what has happened: its messages tell sooner, and one that is lost loses nothing. */
export const POLL_EVERY_MS = MINUTE_MS;

/** How many pages of events are taken in at once; the next run goes on. */
export const POLL_PAGES_MAX = 20;

/** Asks every provider whose time has come what has happened since it was last asked, and stores it. */
export async function pollEvents({ ctx }: { ctx: Ctx }): Promise<void> {
  const due = (await query(POLLED, {})).filter(
    ({ provider, sincePolledMs }) => sincePolledMs === null || sincePolledMs >= pollEveryMs(provider),
  );
  await eachConnection(
    due,
    ({ id }) => id,
    "a provider could not be asked what has happened",
    (each) =>
      poll(ctx, each).catch(async (err: unknown) => {
        if (!isPassingRefusal(err)) await query(NOTE_POLL_FAILURE, { id: each.id, failure: nameOf(err) });
        throw err;
      }),
  );
}

// Its words may repeat what was sent.
const nameOf = (err: unknown) => (err instanceof Error ? err.name : "failure");

function pollEveryMs(provider: string): number {
  return providerNamed(provider).pollEveryMs ?? POLL_EVERY_MS;
}

async function poll(ctx: Ctx, due: PolledRow): Promise<void> {
  const { id, provider, eventsCursor, pollFailingSince, heardOfUntil } = due;
  const connector = await connectorOf({ connectionId: id });
  let cursor = eventsCursor;
  for (let page = 0; page < POLL_PAGES_MAX; page++) {
    const told = await connector.events.since({ cursor, now: latestTime(ctx), heardOfUntil });
    // Stored before the cursor moves: a process that dies in between asks for the same again.
    await storeEvents(id, told.events, "poll");
    const moved = told.cursor !== cursor;
    cursor = told.cursor;
    // Where it is asked at every run, nobody needs to know when it last told nothing.
    if (moved || pollFailingSince || (page === 0 && pollEveryMs(provider) > 0))
      await query(NOTE_POLL, { id, cursor });
    if (told.events.length === 0 || !moved) return;
  }
}
