import { isServer, QueryClient } from "@tanstack/react-query";

/** How long what nobody looks at any more is kept, so that going back shows it at once. */
const KEPT_MS = 10 * 60_000;

let inBrowser: { personId: string; client: QueryClient } | undefined;

/** The console's one client: a tab's for as long as the same person is signed in, and one for each request on the server. */
export function consoleQueryClient(personId: string): QueryClient {
  if (isServer) return newQueryClient();
  // What one person was shown is nothing for whoever signs in after them.
  if (inBrowser?.personId !== personId) inBrowser = { personId, client: newQueryClient() };
  return inBrowser.client;
}

/**
 * Nothing in it turns stale by time: what a page shows follows the live stream from the place the page was read at, and a
 * mutation invalidates what it has changed.
 */
export function newQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: {
        staleTime: Number.POSITIVE_INFINITY,
        gcTime: KEPT_MS,
        retry: 1,
        refetchOnWindowFocus: false,
        refetchOnReconnect: false,
      },
      // Sending again is decided by whoever pressed, who is told that no answer came.
      // Without a network it is lost at once, and not sent by itself when nobody expects it any more.
      mutations: { retry: false, networkMode: "always" },
    },
  });
}
