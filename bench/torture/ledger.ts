/** One payment as its client saw it. */
export interface Seen {
  key: string;
  /** The id in the first answer to its creation, and null while there was none. */
  id: string | null;
  /** As its answer had it; empty while there was none. */
  createdAt: string;
  /** A list that was asked for after the answer did not have it. */
  missedInList: boolean;
  /** Answers that named another payment under the same key. */
  otherIds: string[];
  /** The page or the door said that it is paid. */
  paid: boolean;
  /** How often it was told that a card was declined. */
  declines: number;
}

/** What clients were told, which is what has to be true. */
export class Ledger {
  readonly seen: Seen[] = [];
  requests = 0;
  faults = 0;
  /** When the first creation was acknowledged that was sent after the mark; by performance.now(). */
  acknowledgedAfterMarkAtMs: number | null = null;
  #markedAtMs = Number.POSITIVE_INFINITY;

  open(key: string): Seen {
    const entry: Seen = {
      ...{ key, id: null, createdAt: "", missedInList: false },
      ...{ otherIds: [], paid: false, declines: 0 },
    };
    this.seen.push(entry);
    return entry;
  }

  /** From here on the next acknowledged creation counts as recovery. */
  mark(): void {
    this.#markedAtMs = performance.now();
    this.acknowledgedAfterMarkAtMs = null;
  }

  acknowledge(entry: Seen, id: string, sentAtMs: number): void {
    if (entry.id === null) entry.id = id;
    else if (entry.id !== id) entry.otherIds.push(id);
    if (sentAtMs >= this.#markedAtMs) this.acknowledgedAfterMarkAtMs ??= performance.now();
  }
}
