import { isStatementError } from "./sql";

/** What is done in one statement for many. */
export interface TogetherOptions<Ask> {
  /** The most that one statement is asked for. */
  perStatementMax: number;
  /** How many such statements are under way at once. */
  atOnceMax: number;
  /** How long what comes is gathered before a statement begins, in milliseconds. Not at all unless said. */
  gatherMs?: number;
  /** How long one may wait for its statement to begin, and what it is refused with after that. For ever unless said. */
  patience?: { waitMsMax: number; refusal: (ask: Ask) => Error };
}

interface Waiting<Ask, Answer> {
  ask: Ask;
  sinceMs: number;
  resolve: (answer: Answer) => void;
  reject: (err: unknown) => void;
}

/**
 * Makes one of a statement for many, by which those that wait at the same moment share a statement: what is asked while
 * nobody waits goes at once, what is asked while enough are under way goes with the next. `run` answers in the order of what
 * it is given, and does all of it or nothing. A statement that is refused for what is in it is done again ask by ask, so
 * that nobody fails for another; after any other error nothing is tried again.
 */
export function together<Ask, Answer>(
  run: (asks: readonly Ask[]) => Promise<readonly Answer[]>,
  { perStatementMax, atOnceMax, gatherMs = 0, patience }: TogetherOptions<Ask>,
): (ask: Ask) => Promise<Answer> {
  let waiting: Waiting<Ask, Answer>[] = [];
  let underWay = 0;
  let isScheduled = false;

  function startSoon(): void {
    if (isScheduled) return;
    isScheduled = true;
    if (gatherMs > 0) setTimeout(start, gatherMs);
    // After what the event loop has at hand: requests that were read together are answered together.
    else setImmediate(start);
  }

  function start(): void {
    isScheduled = false;
    while (underWay < atOnceMax && waiting.length > 0) void send(take());
  }

  function take(): Waiting<Ask, Answer>[] {
    if (patience) {
      const oldestMs = performance.now() - patience.waitMsMax;
      const late = waiting.filter(({ sinceMs }) => sinceMs < oldestMs);
      for (const { ask, reject } of late) reject(patience.refusal(ask));
      if (late.length > 0) waiting = waiting.filter(({ sinceMs }) => sinceMs >= oldestMs);
    }
    return waiting.splice(0, perStatementMax);
  }

  async function send(taken: readonly Waiting<Ask, Answer>[]): Promise<void> {
    if (taken.length === 0) return;
    underWay++;
    try {
      const answers = await run(taken.map(({ ask }) => ask));
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
      if (gatherMs === 0) start();
      else if (waiting.length > 0) startSoon();
    }
  }

  async function alone(ask: Ask): Promise<Answer> {
    const [answer] = await run([ask]);
    return answer as Answer;
  }

  return (ask) =>
    new Promise((resolve, reject) => {
      waiting.push({ ask, sinceMs: performance.now(), resolve, reject });
      startSoon();
    });
}
