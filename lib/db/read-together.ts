import { Refused } from "@/lib/verb/problem";
import { isForRequests } from "./pool";
import { together } from "./together";
import { RETRY_AFTER_SECONDS } from "./unavailable";

/** The most that one statement is asked for. */
export const ASKS_PER_STATEMENT_MAX = 64;

/** How many such statements a process has under way at once. */
export const READS_AT_ONCE_MAX = 2;

/** How long one may wait for its statement to begin, in milliseconds: as long as for a connection of the pool. */
export const WAIT_MS_MAX = 10_000;

/**
 * Makes one read of a read of many, by which those that wait at the same moment share a statement (`together`). Every answer
 * was read after it was asked for. Inside a transaction, and in jobs, each reads by itself.
 */
export function readTogether<Ask, Answer>(
  read: (asks: readonly Ask[]) => Promise<readonly Answer[]>,
): (ask: Ask) => Promise<Answer> {
  const readShared = together(read, {
    perStatementMax: ASKS_PER_STATEMENT_MAX,
    atOnceMax: READS_AT_ONCE_MAX,
    patience: { waitMsMax: WAIT_MS_MAX, refusal: unavailable },
  });
  return async (ask) => {
    if (isForRequests()) return readShared(ask);
    const [answer] = await read([ask]);
    return answer as Answer;
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
