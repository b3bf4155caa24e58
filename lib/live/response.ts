import { readOutboxCursor } from "@/lib/outbox/cursor";
import { type AlsoFollow, type Concerns, openFeed } from "./feed";
import { admit } from "./open-streams";
import { type StreamMessage, streamText } from "./stream";

/** A reader that takes nothing for this long is cut off; it comes back where it left off. */
export const STALLED_MS_MAX = 60_000;

const RETRY_AFTER_SECONDS = "5";

/** The answer to a request for a stream: server-sent events from the cursor on that the request names. */
export async function liveResponse(
  request: Request,
  {
    personId,
    concerns,
    also,
    ...told
  }: StreamMessage & { personId: string; concerns: Concerns; also?: AlsoFollow },
): Promise<Response> {
  const admitted = admit(personId);
  if (typeof admitted === "string") {
    const status = admitted === "too_many" ? 429 : 503;
    return new Response(null, { status, headers: { "Retry-After": RETRY_AFTER_SECONDS } });
  }
  const { controller, leave } = admitted;
  const { signal } = controller;
  try {
    const feed = await openFeed({ after: cursorOf(request), concerns, ...(also && { also }) });
    const end = () => {
      feed.end();
      leave();
    };
    signal.addEventListener("abort", end, { once: true });
    request.signal.addEventListener("abort", () => controller.abort(), { once: true });
    if (request.signal.aborted || signal.aborted) end();
    return new Response(toStream(streamText(feed, told, signal), controller, end), {
      headers: EVENT_STREAM_HEADERS,
    });
  } catch (err) {
    leave();
    throw err;
  }
}

/** How a stream of events is announced to whatever it passes through. */
export const EVENT_STREAM_HEADERS = {
  "Content-Type": "text/event-stream; charset=utf-8",
  // What transforms an answer, such as compression, gathers it first.
  "Cache-Control": "no-store, no-transform",
  "X-Accel-Buffering": "no",
};

/** Where the reader left off: what it says itself when it comes back goes before what the page was made from. */
function cursorOf(request: Request) {
  const text = request.headers.get("last-event-id") || new URL(request.url).searchParams.get("after");
  return text ? readOutboxCursor(text) : null;
}

function toStream(
  texts: AsyncGenerator<string>,
  controller: AbortController,
  onEnd: () => void,
): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder();
  let stalled: NodeJS.Timeout | undefined;
  return new ReadableStream<Uint8Array>(
    {
      async pull(stream) {
        clearTimeout(stalled);
        const { done, value } = await texts.next();
        if (done) {
          onEnd();
          stream.close();
          return;
        }
        stream.enqueue(encoder.encode(value));
        stalled = setTimeout(() => {
          controller.abort();
          stream.error(new Error("The reader takes nothing."));
        }, STALLED_MS_MAX);
        stalled.unref();
      },
      async cancel() {
        clearTimeout(stalled);
        controller.abort();
        await texts.return(undefined);
      },
    },
    { highWaterMark: 0 },
  );
}
