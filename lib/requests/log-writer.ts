import { during } from "@/lib/db/pool";
import { query } from "@/lib/db/sql";
import { isPassingRefusal } from "@/lib/db/unavailable";
import { WRITE } from "@/lib/generated/sql/requests/log-writer/write";
import { type Exchange, onExchange } from "@/lib/http/exchange";
import { log } from "@/lib/log/log";
import { metrics } from "@/lib/metrics/metrics";
import { type LogRow, toLogRow } from "./log-row";
import { redactBody } from "./redact-body";

/** How long a request waits at most to be written. A process that is killed loses no more than this of its log. */
export const FLUSH_EVERY_MS = 100;

/** How long a batch waits that the database could not take. */
const WRITE_AGAIN_MS = 1_000;

/** How many rows one statement writes at most. */
export const BATCH_ROWS_MAX = 500;

/** What may wait to be written, in requests and in characters of their bodies; what comes beyond is not logged. */
export const WAITING_REQUESTS_MAX = 10_000;
export const WAITING_CHARACTERS_MAX = 32 * 1024 * 1024;

/** How often at most a line is logged that requests were dropped. */
const COMPLAIN_EVERY_MS = 10_000;

export interface RequestLogWriter {
  /** Writes what waits; resolves when it is written, or was given up. */
  flush: () => Promise<void>;
  /** Hears no more, and writes what waits. */
  stop: () => Promise<void>;
  /** How many requests were answered and could not be logged. */
  dropped: () => number;
}

/** Writes every exchange of this process to the request log, in batches, apart from the requests themselves. */
export function startRequestLog(): RequestLogWriter {
  let waiting: Exchange[] = [];
  let characters = 0;
  let dropped = 0;
  let complainedAtMs = Number.NEGATIVE_INFINITY;
  let timer: NodeJS.Timeout | null = null;
  let writing: Promise<void> = Promise.resolve();

  const end = onExchange((exchange) => {
    const size = (exchange.request.body?.length ?? 0) + (exchange.response.body?.length ?? 0);
    if (waiting.length >= WAITING_REQUESTS_MAX || characters + size > WAITING_CHARACTERS_MAX) return drop(1);
    waiting.push(exchange);
    characters += size;
    timer ??= setTimeout(flush, FLUSH_EVERY_MS);
  });

  function drop(requests: number): void {
    dropped += requests;
    metrics().requestsNotLogged.inc(requests);
    if (performance.now() - complainedAtMs < COMPLAIN_EVERY_MS) return;
    complainedAtMs = performance.now();
    log.warn({ dropped }, "requests were answered that the request log does not have");
  }

  function flush(): Promise<void> {
    if (timer) clearTimeout(timer);
    timer = null;
    writing = writing.then(writeWaiting);
    return writing;
  }

  // One batch at a time, so that under load rows wait in memory and not in the connection pool.
  async function writeWaiting(): Promise<void> {
    while (waiting.length > 0) {
      const batch = waiting.slice(0, BATCH_ROWS_MAX);
      waiting = waiting.slice(BATCH_ROWS_MAX);
      for (const { request, response } of batch)
        characters -= (request.body?.length ?? 0) + (response.body?.length ?? 0);
      const written = await write(rowsOf(batch)).catch((err: unknown) => {
        log.error({ err }, "the request log could not be written");
        return isPassingRefusal(err) ? "later" : drop(batch.length);
      });
      if (written === "later") return keep(batch);
    }
  }

  // What the database could not take now is written again with the next, as long as there is room for it.
  function keep(batch: Exchange[]): void {
    const room = Math.max(0, WAITING_REQUESTS_MAX - waiting.length);
    if (batch.length > room) drop(batch.length - room);
    waiting = [...batch.slice(0, room), ...waiting];
    for (const { request, response } of batch.slice(0, room))
      characters += (request.body?.length ?? 0) + (response.body?.length ?? 0);
    timer ??= setTimeout(flush, WRITE_AGAIN_MS);
  }

  return {
    flush,
    stop: () => {
      end();
      return flush();
    },
    dropped: () => dropped,
  };
}

/** What several were answered alike at one moment is redacted once. */
function rowsOf(batch: readonly Exchange[]): LogRow[] {
  const known = new Map<string, string>();
  const redact = (body: string) => {
    const redacted = known.get(body) ?? redactBody(body);
    known.set(body, redacted);
    return redacted;
  };
  return batch.map((exchange) => toLogRow(exchange, redact));
}

async function write(rows: readonly LogRow[]): Promise<void> {
  await during("jobs", () => query(WRITE, { rows: JSON.stringify(rows) }));
}
