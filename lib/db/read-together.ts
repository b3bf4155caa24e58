import { Refused } from "@/lib/verb/problem";
import { isForRequests } from "./pool";
import { isStatementError } from "./sql";
import { RETRY_AFTER_SECONDS } from "./unavailable";

/** The most that one statement is asked for. */
export const ASKS_PER_STATEMENT_MAX = 64;

/** How many such statements a process has under way at once. */
export const READS_AT_ONCE_MAX = 2;

/** How long one may wait for its statement to begin, in milliseconds: as long as for a connection of the pool. */
export const WAIT_MS_MAX = 10_000;

interface Waiting<Ask, Answer> {
  ask: Ask;
  sinceMs: number;
  resolve: (answer: Answer) => void;
  reject: (err: unknown) => void;
}

/**
 * Makes one read of a read of many, by which those that wait at the same moment share a statement: what is asked while
 * nobody waits goes at once, what is asked while two are under way goes with the next. Every answer was read after it was
 * asked for. `read` answers in the order of what it is given. A statement that is refused for what is in it is done again
 * ask by ask, so that nobody fails for another. Inside a transaction, and in jobs, each reads by itself.
 */
export function readTogether<Ask, Answer>(
  read: (asks: readonly Ask[]) => Promise<readonly Answer[]>,
): (ask: Ask) => Promise<Answer> {
  let waiting: Waiting<Ask, Answer>[] = [];
  let underWay = 0;
  let isScheduled = false;

  function start(): void {
    isScheduled = false;
    while (underWay < READS_AT_ONCE_MAX && waiting.length > 0) void send(take());
  }

  function take(): Waiting<Ask, Answer>[] {
    const oldestMs = performance.now() - WAIT_MS_MAX;
    const late = waiting.filter(({ sinceMs }) => sinceMs < oldestMs);
    for (const { reject } of late) reject(unavailable());
    const left = late.length > 0 ? waiting.filter(({ sinceMs }) => sinceMs >= oldestMs) : waiting;
    waiting = left.slice(ASKS_PER_STATEMENT_MAX);
    return left.slice(0, ASKS_PER_STATEMENT_MAX);
  }

  async function send(taken: readonly Waiting<Ask, Answer>[]): Promise<void> {
    if (taken.length === 0) return;
    underWay++;
    try {
      const answers = await read(taken.map(({ ask }) => ask));
      for (const [index, { resolve }] of taken.entries()) resolve(answers[index] as Answer);
    } catch (err) {
      const again = taken.length > 1 && isStatementError(err);
      for (const { ask, resolve, reject } of taken) {
        if (again) alone(ask).then(resolve, reject);
        else reject(err);
      }
    } finally {
      underWay--;
      // At once, before those answered take the processor.
      start();
    }
  }

  async function alone(ask: Ask): Promise<Answer> {
    const [answer] = await read([ask]);
    return answer as Answer;
  }

  return (ask) => {
    if (!isForRequests()) return alone(ask);
    return new Promise((resolve, reject) => {
      waiting.push({ ask, sinceMs: performance.now(), resolve, reject });
      if (isScheduled) return;
      isScheduled = true;
      // After what the event loop has at hand: requests that were read together are answered together.
      setImmediate(start);
    });
  };
}

function unavailable(): Refused {
  return new Refused({
    code: "unavailable",
    retryAfterSeconds: RETRY_AFTER_SECONDS,
    waitedFor: "its turn to be read",
    nothingDone: true,
  });
}
