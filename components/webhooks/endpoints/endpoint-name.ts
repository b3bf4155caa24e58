/** What an endpoint is called: its address without the scheme, which is https for nearly all. */
export function endpointName(url: string): string {
  return url.replace(/^https:\/\//, "");
}

/** "All events", "1 event", "12 events". */
export function eventsText(eventTypes: readonly string[] | null): string {
  if (eventTypes === null) return "All events";
  return eventTypes.length === 1 ? (eventTypes[0] ?? "") : `${eventTypes.length} events`;
}
