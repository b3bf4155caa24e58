import { setTimeout as delay } from "node:timers/promises";
import type pg from "pg";
import { NOTE_TIMELINE } from "@/lib/generated/sql/replicas/note-timeline";
import { PRIMARY_POSITION, type PrimaryPositionRow } from "@/lib/generated/sql/replicas/primary-position";
import { REPLICA_POSITION, type ReplicaPositionRow } from "@/lib/generated/sql/replicas/replica-position";
import { metrics } from "@/lib/metrics/metrics";
import { replicaUrls } from "./address";
import { isForRequests, pool, replicaPool, withPool } from "./pool";
import { readOnce } from "./read-once";
import { refusalOf } from "./refusal";
import { query, queryOne } from "./sql";
import { isPassingRefusal } from "./unavailable";

/** How long a read waits for a replica to have what is committed, before it goes to the primary. */
export const REPLICA_WAIT_MS = 100;
/** How long a replica is left alone that was waited for in vain, or did not answer. */
export const REPLICA_REST_MS = 1_000;

const ASK_AGAIN_MS = 3;
const STATEMENT_TIMEOUT = "57014";

/** Who answered: the replica; or the primary, because the replica was behind, or could not be asked. */
type Outcome = "replica" | "behind" | "away";

// The framework bundles its own copy of this module beside the one the doors run from: both must share one of each.
const holder = globalThis as typeof globalThis & {
  counterfoilReplicas?: {
    all: Replica[];
    primaryOnce: ReturnType<typeof readOnce<PrimaryPositionRow>>;
    /** The timelines that this process knows to be written down. */
    noted: Set<string>;
  };
};

/**
 * Does what only reads on a replica of DATABASE_REPLICA_URL, and again on the primary where the replica gives up on it. A
 * replica answers only when it has everything that was committed before this is called, whoever wrote it and through
 * whichever process; else the primary does. In a transaction, in a job and without replicas the primary is asked at once.
 */
export async function onReplica<T>(read: () => Promise<T>): Promise<T> {
  if (!process.env.DATABASE_REPLICA_URL || !isForRequests()) return read();
  const replica = nextReplica();
  const outcome = replica ? await replica.catchUp() : "away";
  metrics().replicaReads.inc({ outcome });
  if (!replica || outcome !== "replica") return read();
  try {
    return await withPool(replica.pool, read);
  } catch (err) {
    if (!isReplicasOwn(err)) throw err;
    replica.rest();
    return read();
  }
}

// The primary may do what a replica could not: it stopped, or replayed a change to what was being read. What took too long
// there would take too long here.
function isReplicasOwn(err: unknown): boolean {
  return isPassingRefusal(err) && refusalOf(err)?.code !== STATEMENT_TIMEOUT;
}

function replicas() {
  holder.counterfoilReplicas ??= {
    all: replicaUrls().map((url) => new Replica(url)),
    primaryOnce: readOnce(),
    noted: new Set(),
  };
  return holder.counterfoilReplicas;
}

/** Each replica in its turn, but for those that rest. */
function nextReplica(): Replica | undefined {
  const { all } = replicas();
  const index = all.findIndex((replica) => !replica.isResting());
  const [next] = index < 0 ? [] : all.splice(index, 1);
  if (next) all.push(next);
  return next;
}

class Replica {
  readonly #url: string;
  readonly #once = readOnce<ReplicaPositionRow>();
  #restsUntilMs = 0;

  constructor(url: string) {
    this.#url = url;
  }

  get pool(): pg.Pool {
    return replicaPool(this.#url);
  }

  isResting(): boolean {
    return performance.now() < this.#restsUntilMs;
  }

  rest(): void {
    this.#restsUntilMs = performance.now() + REPLICA_REST_MS;
  }

  /** "replica" once it has all that is committed now. */
  async catchUp(): Promise<Outcome> {
    const late = new AbortController();
    const outcome = await Promise.race([
      this.#follow(late.signal).catch(() => "away" as const),
      delay(REPLICA_WAIT_MS, "behind" as const, { signal: late.signal }),
    ]);
    late.abort();
    if (outcome !== "replica") this.rest();
    return outcome;
  }

  async #follow(late: AbortSignal): Promise<Outcome> {
    const primary = await replicas().primaryOnce("position", readPrimary);
    while (!late.aborted) {
      const { isReplica, lsn, timelines } = await this.#once("position", () => this.#readPosition());
      if (!isReplica || lsn === null) return "away";
      if (lsn >= primary.lsn && timelines.includes(timelineOf(primary))) return "replica";
      await delay(ASK_AGAIN_MS);
    }
    return "behind";
  }

  async #readPosition(): Promise<ReplicaPositionRow> {
    const row = await queryOne(REPLICA_POSITION, {}, this.pool);
    if (!row) throw new Error("a replica said nothing of itself");
    return row;
  }
}

const timelineOf = ({ systemIdentifier, timeline }: PrimaryPositionRow) => `${systemIdentifier}/${timeline}`;

/**
 * Where the primary is. Its timeline is written into it once: a server that once followed another primary, and has more of
 * that one's log than this one has of its own, is known by not having it.
 */
async function readPrimary(): Promise<PrimaryPositionRow> {
  const on = pool("requests");
  const row = await queryOne(PRIMARY_POSITION, {}, on);
  if (!row) throw new Error("the primary said nothing of itself");
  const { noted } = replicas();
  if (noted.has(timelineOf(row))) return row;
  const { systemIdentifier, timeline } = row;
  await query(NOTE_TIMELINE, { systemIdentifier, timeline, firstSeenAt: new Date() }, on);
  noted.add(timelineOf(row));
  return row;
}
