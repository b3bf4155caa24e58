/** The header in which a page that sends something says who had it opened. */
export const OPENED_BY = "x-opened-by";

let openedBy = "";
let plainFetch: typeof fetch | null = null;

/**
 * From now on whatever this page sends says that this person had it opened, so that the server can refuse it when somebody
 * else has signed in beside it. The framework sends actions itself and offers no header: its fetch has to be wrapped.
 */
export function sayOpenedBy(personId: string): void {
  openedBy = personId;
  if (plainFetch) return;
  const send = window.fetch.bind(window);
  plainFetch = send;
  window.fetch = (input, init) => send(input, isSending(input, init) ? saying(init) : init);
}

function isSending(input: RequestInfo | URL, init: RequestInit | undefined): boolean {
  if (init?.method !== "POST" || input instanceof Request) return false;
  return new URL(input, window.location.href).origin === window.location.origin;
}

function saying(init: RequestInit | undefined): RequestInit {
  const headers = new Headers(init?.headers);
  headers.set(OPENED_BY, openedBy);
  return { ...init, headers };
}
