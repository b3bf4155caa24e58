/** Whether what a page shows is being kept up to date. */
export type LiveState = "connecting" | "live" | "reconnecting" | "ended";

/** Longer than three of the server's beats: whoever has heard nothing for so long is cut off without knowing. */
export const SILENCE_MS_MAX = 50_000;

/** A page nobody can see lets go of its connection after this long: a browser has only six for all of a site's tabs. */
export const HIDDEN_MS_MAX = 30_000;

const RETRY_MS_MIN = 1_000;
const RETRY_MS_MAX = 15_000;

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

  function connect(): void {
    disconnect();
    const params = new URLSearchParams(address.split("?")[1]);
    params.set("after", after);
    source = new EventSource(`${address.split("?")[0]}?${params}`);
    source.addEventListener("view", (event) => {
      hear(event);
      onView(event.data, event.lastEventId);
    });
    source.addEventListener("beat", hear);
    source.addEventListener("end", () => {
      stop();
      onState("ended");
    });
    source.addEventListener("error", () => {
      onState("reconnecting");
      // The browser comes back by itself, unless it was refused: then it never would.
      if (source?.readyState === EventSource.CLOSED) comeBack();
      else expectWithin(SILENCE_MS_MAX);
    });
    expectWithin(SILENCE_MS_MAX);
  }

  function hear({ lastEventId }: MessageEvent): void {
    if (lastEventId) after = lastEventId;
    retryMs = RETRY_MS_MIN;
    onState("live");
    expectWithin(SILENCE_MS_MAX);
  }

  function expectWithin(waitMs: number): void {
    clearTimeout(timer);
    timer = setTimeout(connect, waitMs);
  }

  function comeBack(): void {
    // Not all at the same moment when a server starts again.
    expectWithin(retryMs * (0.75 + Math.random() / 2));
    retryMs = Math.min(retryMs * 2, RETRY_MS_MAX);
  }

  function disconnect(): void {
    clearTimeout(timer);
    source?.close();
    source = null;
  }

  function onVisibility(): void {
    clearTimeout(hidden);
    if (document.visibilityState === "hidden") hidden = setTimeout(disconnect, HIDDEN_MS_MAX);
    else if (!source) connect();
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
