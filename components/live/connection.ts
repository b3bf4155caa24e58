/**
 * Whether what a page shows is being kept up to date. It is over once nobody is signed in any more, or somebody who may not
 * see what the page shows.
 */
export type LiveState = "connecting" | "live" | "reconnecting" | Over;
type Over = "signed_out" | "not_allowed";

/** Longer than three of the server's beats: whoever has heard nothing for so long is cut off without knowing. */
export const SILENCE_MS_MAX = 50_000;

/** A page nobody can see lets go of its connection after this long: a browser has only six for all of a site's tabs. */
export const HIDDEN_MS_MAX = 30_000;

const RETRY_MS_MIN = 1_000;
const RETRY_MS_MAX = 15_000;

/** Whoever is signed out may sign in again, here or in another tab: asked for ever more rarely. */
const SIGNED_OUT_RETRY_MS_MAX = 300_000;

/** What the server answers whoever it lets follow nothing, whatever they ask. */
const OVER: Record<number, Over> = { 401: "signed_out", 403: "not_allowed" };

export interface LiveConnection {
  /** The stream's address; may have parameters of its own. */
  address: string;
  /** The cursor of what the page shows already. */
  after: string;
  onView: (data: string, cursor: string) => void;
  onState: (state: LiveState) => void;
}

/** Keeps a stream open while the page can be seen, and takes it up where it was left. The function given back ends it. */
export function keepConnected({ address, after: begin, onView, onState }: LiveConnection): () => void {
  let after = begin;
  let source: EventSource | null = null;
  let retryMs = RETRY_MS_MIN;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let hidden: ReturnType<typeof setTimeout> | undefined;
  let asking: AbortController | undefined;
  let signedOut = false;

  function connect(): void {
    disconnect();
    source = new EventSource(streamAddress());
    source.addEventListener("view", (event) => {
      hear(event);
      onView(event.data, event.lastEventId);
    });
    source.addEventListener("beat", hear);
    // The session that it began with is over, which says nothing of the one that the browser has now.
    source.addEventListener("end", () => {
      lose();
      source?.close();
      comeBack();
    });
    source.addEventListener("error", () => {
      lose();
      // The browser comes back by itself, unless it was refused: then it never would.
      if (source?.readyState === EventSource.CLOSED) comeBack();
      else expectWithin(SILENCE_MS_MAX);
    });
    expectWithin(SILENCE_MS_MAX);
  }

  function streamAddress(): string {
    const params = new URLSearchParams(address.split("?")[1]);
    params.set("after", after);
    return `${address.split("?")[0]}?${params}`;
  }

  function hear({ lastEventId }: MessageEvent): void {
    if (lastEventId) after = lastEventId;
    retryMs = RETRY_MS_MIN;
    signedOut = false;
    onState("live");
    expectWithin(SILENCE_MS_MAX);
  }

  function lose(): void {
    if (!signedOut) onState("reconnecting");
  }

  function expectWithin(waitMs: number): void {
    clearTimeout(timer);
    timer = setTimeout(connect, waitMs);
  }

  /** Twice as long each time, and not for all at the same moment when a server starts again. */
  function nextRetryMs(max: number): number {
    const waitMs = retryMs * (0.75 + Math.random() / 2);
    retryMs = Math.min(retryMs * 2, max);
    return waitMs;
  }

  function comeBack(): void {
    expectWithin(nextRetryMs(RETRY_MS_MAX));
    void askWhy();
  }

  /** A stream does not say why it is refused: only a request is told. */
  async function askWhy(): Promise<void> {
    asking?.abort();
    asking = new AbortController();
    const { signal } = asking;
    const answer = await fetch(streamAddress(), { signal }).catch(() => null);
    void answer?.body?.cancel().catch(() => {});
    if (signal.aborted) return;
    const over = answer && OVER[answer.status];
    if (over === "not_allowed") {
      stop();
      onState(over);
    } else if (over === "signed_out" || (signedOut && !answer)) awaitSignIn();
    else if (signedOut) connect();
  }

  function awaitSignIn(): void {
    source?.close();
    clearTimeout(timer);
    timer = setTimeout(askWhy, nextRetryMs(SIGNED_OUT_RETRY_MS_MAX));
    if (signedOut) return;
    signedOut = true;
    onState("signed_out");
  }

  function disconnect(): void {
    clearTimeout(timer);
    asking?.abort();
    source?.close();
    source = null;
  }

  function onVisibility(): void {
    clearTimeout(hidden);
    if (document.visibilityState === "hidden") hidden = setTimeout(disconnect, HIDDEN_MS_MAX);
    else if (!source || signedOut) connect();
  }

  function onPageShow({ persisted }: PageTransitionEvent): void {
    if (persisted && !source) connect();
  }

  function stop(): void {
    disconnect();
    clearTimeout(hidden);
    document.removeEventListener("visibilitychange", onVisibility);
    window.removeEventListener("pagehide", disconnect);
    window.removeEventListener("pageshow", onPageShow);
  }

  document.addEventListener("visibilitychange", onVisibility);
  window.addEventListener("pagehide", disconnect);
  window.addEventListener("pageshow", onPageShow);
  connect();
  onVisibility();
  return stop;
}
