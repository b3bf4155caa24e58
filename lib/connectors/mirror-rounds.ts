import { z } from "zod";
import { MINUTE_MS } from "@/lib/durations";
import type { MirrorPage, MirrorRecord } from "./mirror";

/** How far a round goes back before the one before it began: for clocks that differ. */
const OVERLAP_MS = 5 * MINUTE_MS;

/**
 * A round reads everything that was made since a time, each kind from its newest to its oldest. What is made meanwhile is
 * the next round's, which begins a little before this one did. It is a mirror's cursor.
 */
const roundForm = z.object({
  since: z.iso.datetime(),
  startedAt: z.iso.datetime(),
  stream: z.string(),
  after: z.string().nullable(),
});
type Round = z.output<typeof roundForm>;

/** Where a page of one kind begins: what was made since, older than `after`. */
export interface StreamPlace {
  since: Date;
  after: string | null;
}

export interface StreamPage {
  records: readonly (MirrorRecord | null)[];
  /** The last that was read, where more follow. */
  after: string | null;
}

/** Reads a page of one of the kinds that a provider lists newest first. */
export type Stream = (place: StreamPlace) => Promise<StreamPage>;

/** The next page of a round over some kinds, one after the other; the first of them is what the others are about. */
export async function pageOfRound(
  streams: Readonly<Record<string, Stream>>,
  { from, cursor }: { from: Date; cursor: string | null },
): Promise<MirrorPage> {
  const names = Object.keys(streams);
  const round = cursor ? roundForm.parse(JSON.parse(cursor)) : roundSince(from, names);
  const read = streams[round.stream];
  if (!read) throw new Error("a cursor names a kind that is not read");
  const { records: found, after } = await read({ since: new Date(round.since), after: round.after });
  const records = found.filter((each) => each !== null);
  if (after !== null) return pageTo({ ...round, after }, records);
  const stream = names[names.indexOf(round.stream) + 1];
  if (stream) return pageTo({ ...round, stream, after: null }, records);
  const next = roundSince(new Date(Date.parse(round.startedAt) - OVERLAP_MS), names);
  return { ...pageTo(next, records), caughtUp: true };
}

// In real time: no provider knows our test clock.
function roundSince(since: Date, [stream = ""]: readonly string[]): Round {
  return { since: since.toISOString(), startedAt: new Date().toISOString(), stream, after: null };
}

function pageTo(round: Round, records: MirrorRecord[]): MirrorPage {
  return { records, cursor: JSON.stringify(round), caughtUp: false };
}
