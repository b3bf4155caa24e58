import { RETRY_AFTER_SECONDS } from "@/lib/db/unavailable";
import { Refused } from "@/lib/verb/problem";

/** The most payments that are recorded together in one statement. */
export const ROWS_PER_STATEMENT_MAX = 64;

/** How many such statements of one kind of payment a process has under way at once. */
export const STATEMENTS_AT_ONCE_MAX = 2;

/** How many payments of one kind wait for their statement; one more is refused, and told when to come back. */
export const RECORDINGS_WAITING_MAX = 2_000;

const WAITED_FOR = "its turn to be recorded";

/** One payment that is to be recorded. */
export interface Recording<Row> {
  row: Row;
  /** Two recordings that share one of these are never under way at once, and keep their order. */
  keys: readonly string[];
  /** Whether whoever asked has gone. */
  isCancelled?: (() => boolean) | undefined;
}

export interface RecordingQueueOptions<Row, Verdict> {
  /** Records the rows in one statement; all or nothing. Verdicts in the order of the rows. */
  record: (rows: readonly Row[]) => Promise<Verdict[]>;
  /** Whether nothing was done, for a reason that one of the rows may have been alone in. */
  isRowsFault: (err: unknown) => boolean;
  onStatement?: (rows: number) => void;
  onAlone?: (rows: number) => void;
}

interface Waiting<Row, Verdict> extends Recording<Row> {
  /** Whether it is recorded by itself, after a statement with others was refused. */
  alone: boolean;
  hasWaited: boolean;
  resolve: (verdict: Verdict) => void;
  reject: (err: unknown) => void;
}

/**
 * Records payments that are waiting at the same moment in one statement, each answered after its own commit: whoever
 * comes while nobody waits goes at once. First come, first served, but for what shares a key with one under way. A statement
 * that is refused for what is in it is done again row by row, so that no row fails for another; an answer that was lost is
 * lost for all of its rows, and nothing is tried again.
 */
export class RecordingQueue<Row, Verdict> {
  private waiting: Waiting<Row, Verdict>[] = [];
  private underWay = 0;
  private readonly busyKeys = new Set<string>();
  private isScheduled = false;

  constructor(private readonly options: RecordingQueueOptions<Row, Verdict>) {}

  /** How many wait for their statement. */
  get length(): number {
    return this.waiting.length;
  }

  /** Resolves to the row's verdict once it is committed. Refuses with `unavailable` where too many wait. */
  add(recording: Recording<Row>): Promise<Verdict> {
    if (this.waiting.length >= RECORDINGS_WAITING_MAX) return Promise.reject(unavailable());
    return new Promise((resolve, reject) => {
      this.waiting.push({ ...recording, alone: false, hasWaited: false, resolve, reject });
      this.schedule();
    });
  }

  // After what the event loop has at hand: requests that were read together are recorded together.
  private schedule(): void {
    if (this.isScheduled) return;
    this.isScheduled = true;
    setImmediate(() => {
      this.isScheduled = false;
      this.start();
    });
  }

  private start(): void {
    while (this.underWay < STATEMENTS_AT_ONCE_MAX) {
      const rows = this.take();
      if (rows.length === 0) break;
      void this.send(rows);
    }
    for (const each of this.waiting) each.hasWaited = true;
  }

  private take(): Waiting<Row, Verdict>[] {
    const taken: Waiting<Row, Verdict>[] = [];
    const left: Waiting<Row, Verdict>[] = [];
    const passed = new Set<string>();
    for (const each of this.waiting) {
      if (each.hasWaited && each.isCancelled?.()) {
        each.reject(unavailable()); // Nobody hears it.
        continue;
      }
      const isFull =
        taken.length >= ROWS_PER_STATEMENT_MAX || taken[0]?.alone || (each.alone && taken.length > 0);
      if (isFull || each.keys.some((key) => this.busyKeys.has(key) || passed.has(key))) {
        left.push(each);
        for (const key of each.keys) passed.add(key);
        continue;
      }
      taken.push(each);
      for (const key of each.keys) this.busyKeys.add(key);
    }
    this.waiting = left;
    return taken;
  }

  private async send(taken: readonly Waiting<Row, Verdict>[]): Promise<void> {
    this.underWay++;
    this.options.onStatement?.(taken.length);
    try {
      const verdicts = await this.options.record(taken.map(({ row }) => row));
      for (const [index, { resolve, reject }] of taken.entries()) {
        const verdict = verdicts[index];
        if (verdict === undefined) reject(new Error("a payment was recorded without a verdict"));
        else resolve(verdict);
      }
    } catch (err) {
      if (taken.length > 1 && this.options.isRowsFault(err)) this.doAgainAlone(taken);
      else for (const { reject } of taken) reject(err);
    } finally {
      this.underWay--;
      for (const { keys } of taken) for (const key of keys) this.busyKeys.delete(key);
      // At once, before those answered take the processor.
      this.start();
    }
  }

  private doAgainAlone(taken: readonly Waiting<Row, Verdict>[]): void {
    this.options.onAlone?.(taken.length);
    this.waiting.unshift(...taken.map((each) => ({ ...each, alone: true })));
  }
}

function unavailable(): Refused {
  return new Refused({
    code: "unavailable",
    retryAfterSeconds: RETRY_AFTER_SECONDS,
    waitedFor: WAITED_FOR,
    nothingDone: true,
  });
}
