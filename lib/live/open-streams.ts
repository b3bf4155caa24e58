/** Streams one person may have open at a time: a browser opens one for each tab that can be seen. */
export const STREAMS_PER_PERSON_MAX = 20;

/** Streams one process keeps open. */
export const STREAMS_MAX = 500;

interface Open {
  streams: Map<AbortController, string>;
  stopping: boolean;
}

// The framework's bundle opens the streams, and the server's own copy of this module ends them.
const holder = globalThis as typeof globalThis & { counterfoilLiveStreams?: Open };

function open(): Open {
  holder.counterfoilLiveStreams ??= { streams: new Map(), stopping: false };
  return holder.counterfoilLiveStreams;
}

/** One more stream for a person, or why not. Its signal ends it; `leave` is called when it has ended. */
export function admit(
  personId: string,
): { controller: AbortController; leave: () => void } | "too_many" | "stopping" {
  const { streams, stopping } = open();
  if (stopping) return "stopping";
  if (streamsOf(personId).length >= STREAMS_PER_PERSON_MAX || streams.size >= STREAMS_MAX) return "too_many";
  const controller = new AbortController();
  streams.set(controller, personId);
  return { controller, leave: () => streams.delete(controller) };
}

/** The streams this process keeps open for a person. */
export function streamsOf(personId: string): AbortController[] {
  return [...open().streams].flatMap(([controller, each]) => (each === personId ? [controller] : []));
}

/** Ends a person's streams in this process. Those of other processes end with their next beat, which asks who reads. */
export function endStreamsOf(personId: string): void {
  for (const controller of streamsOf(personId)) controller.abort();
}

/** Ends every stream, so that none holds up the process's end; browsers come back to the next one. */
export async function endStreams(): Promise<void> {
  open().stopping = true;
  for (const controller of open().streams.keys()) controller.abort();
}
