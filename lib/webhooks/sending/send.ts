import http from "node:http";
import https from "node:https";
import type { DeliveryOutcome } from "@/lib/webhooks/deliveries/outcomes";
import { ANSWER_BYTES_KEPT } from "@/lib/webhooks/limits";
import { AnswerTooLarge, ConnectTimeout, outcomeOfError, outcomeOfStatus } from "./outcome-of";
import { readRetryAfter } from "./schedule";
import { findTarget, type Resolve, type TargetAddress } from "./target";

/** From the first look at the name to the last byte of the answer. */
export const ATTEMPT_MS_MAX = 15_000;
export const CONNECT_MS_MAX = 5_000;
/** How much of an answer is read at all. */
export const ANSWER_BYTES_MAX = 1_048_576;
const ANSWER_HEADER_BYTES_MAX = 16_384;

/** One message, ready to be sent. */
export interface Message {
  url: string;
  headers: Record<string, string>;
  body: string;
}

/** What came of one attempt. */
export interface SentDelivery {
  outcome: DeliveryOutcome;
  /** What the machine said, where that says more than the outcome. */
  detail: string | null;
  address: string | null;
  statusCode: number | null;
  answerHeaders: Record<string, string>;
  answerBody: string;
  /** More was answered than is kept. */
  answerCut: boolean;
  retryAfterMs: number | null;
  durationMs: number;
}

/**
 * Makes one attempt, and always comes to an end: never later than 15 seconds, never with more than a mebibyte read. It
 * connects only to the address that was judged, and follows no redirect. Never throws.
 */
export async function send(
  message: Message,
  { signal, resolve }: { signal?: AbortSignal; resolve?: Resolve } = {},
): Promise<SentDelivery> {
  const startedMs = performance.now();
  const deadline = AbortSignal.timeout(ATTEMPT_MS_MAX);
  const stopped = signal ? AbortSignal.any([signal, deadline]) : deadline;
  const sent: SentDelivery = { ...NOTHING };
  try {
    const target = await beforeEnd(findTarget(message.url, resolve), stopped);
    if (!target.allowed) Object.assign(sent, { outcome: target.outcome, detail: target.reason });
    else {
      sent.address = target.address.address;
      Object.assign(sent, await exchange(message, target.url, target.address, stopped, sent));
    }
  } catch (err) {
    const interrupted = signal?.aborted === true;
    Object.assign(
      sent,
      interrupted ? { outcome: "interrupted" } : outcomeOfError(err, deadline.aborted, sent),
    );
  }
  return { ...sent, durationMs: Math.round(performance.now() - startedMs) };
}

const NOTHING: SentDelivery = {
  outcome: "connection_failed",
  detail: null,
  address: null,
  statusCode: null,
  answerHeaders: {},
  answerBody: "",
  answerCut: false,
  retryAfterMs: null,
  durationMs: 0,
};

function exchange(
  { headers, body }: Message,
  url: URL,
  { address, family }: TargetAddress,
  signal: AbortSignal,
  sent: SentDelivery,
): Promise<Partial<SentDelivery>> {
  return new Promise((resolve, reject) => {
    const { request } = url.protocol === "https:" ? https : http;
    const bytes = Buffer.from(body);
    const req = request(url, {
      method: "POST",
      headers: { ...headers, "content-type": "application/json", "content-length": bytes.length },
      // Pinned: nobody asks the name again.
      lookup: (_name, options, done) =>
        options.all ? done(null, [{ address, family }]) : done(null, address, family),
      agent: false,
      signal,
      maxHeaderSize: ANSWER_HEADER_BYTES_MAX,
    });
    const connecting = setTimeout(() => req.destroy(new ConnectTimeout()), CONNECT_MS_MAX);
    req.once("socket", (socket) => socket.once("connect", () => clearTimeout(connecting)));
    req.once("close", () => {
      clearTimeout(connecting);
      // An upgrade, say, that nobody asked for.
      if (sent.statusCode === null) reject(new Error("The connection was closed without an answer."));
    });
    // Once it has begun to answer, its answer says how that ended.
    req.on("error", (err) => sent.statusCode === null && reject(err));
    req.once("response", (res) => {
      sent.statusCode = res.statusCode ?? 0;
      sent.answerHeaders = plain(res.headers);
      readAnswer(res, sent).then(() => resolve(outcomeOf(res, sent)), reject);
    });
    req.end(bytes);
  });
}

async function readAnswer(res: http.IncomingMessage, sent: SentDelivery): Promise<void> {
  const kept: Buffer[] = [];
  let keptBytes = 0;
  let bytes = 0;
  try {
    for await (const chunk of res as AsyncIterable<Buffer>) {
      const room = ANSWER_BYTES_KEPT - keptBytes;
      if (room > 0) kept.push(chunk.subarray(0, room));
      keptBytes += Math.min(room, chunk.length);
      bytes += chunk.length;
      if (bytes > ANSWER_BYTES_MAX) throw new AnswerTooLarge();
    }
  } finally {
    res.destroy();
    // Text that a column can hold: no NUL, and nothing that is not UTF-8.
    sent.answerBody = Buffer.concat(kept).toString("utf8").replaceAll("\0", "\uFFFD");
    sent.answerCut = bytes > keptBytes;
  }
}

function outcomeOf({ headers }: http.IncomingMessage, { statusCode }: SentDelivery): Partial<SentDelivery> {
  const outcome = outcomeOfStatus(statusCode ?? 0);
  const retryAfterMs = outcome === "delivered" ? null : readRetryAfter(headers["retry-after"], new Date());
  const detail = outcome === "redirected" && headers.location ? `To ${headers.location.slice(0, 500)}` : null;
  return { outcome, retryAfterMs, detail };
}

function plain(headers: http.IncomingHttpHeaders): Record<string, string> {
  return Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [name, String(value).replaceAll("\0", "\uFFFD")]),
  );
}

// A look-up of a name cannot be stopped, but need not be waited for.
function beforeEnd<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    if (signal.aborted) reject(signal.reason);
    signal.addEventListener("abort", () => reject(signal.reason), { once: true });
    work.then(resolve, reject);
  });
}
