/** How an attempt at a delivery can end. The first is the only good one. */
export const DELIVERY_OUTCOMES = [
  "delivered",
  "address_not_allowed",
  "dns_failure",
  "connection_refused",
  "connection_reset",
  "connection_timeout",
  "connection_failed",
  "tls_failure",
  "response_timeout",
  "response_too_large",
  "invalid_response",
  "redirected",
  "gone",
  "rate_limited",
  "client_error",
  "server_error",
  "interrupted",
] as const;
export type DeliveryOutcome = (typeof DELIVERY_OUTCOMES)[number];

/** What an outcome means, and what to do about it, in a reader's words. */
export const OUTCOME_WORDS: Record<DeliveryOutcome, { label: string; advice: string }> = {
  delivered: { label: "Delivered", advice: "The endpoint answered with a 2xx status." },
  address_not_allowed: {
    label: "Address not allowed",
    advice: "The address leads inside a network. Use one that is reachable from the internet.",
  },
  dns_failure: {
    label: "Name not found",
    advice: "The host's name has no address. Check its spelling and its DNS.",
  },
  connection_refused: { label: "Connection refused", advice: "Nothing listens at that address and port." },
  connection_reset: { label: "Connection reset", advice: "The endpoint hung up before it had answered." },
  connection_timeout: {
    label: "Connection timed out",
    advice: "The host did not take the connection in time.",
  },
  connection_failed: { label: "Connection failed", advice: "The host could not be reached." },
  tls_failure: {
    label: "TLS failure",
    advice: "Its certificate is not valid for that name, or has expired.",
  },
  response_timeout: {
    label: "Answer too slow",
    advice: "Answer within 15 seconds: take the event in first, and work on it afterwards.",
  },
  response_too_large: { label: "Answer too large", advice: "Answer with an empty body, or a short one." },
  invalid_response: { label: "Not an HTTP answer", advice: "What came back cannot be read as HTTP." },
  redirected: { label: "Redirected", advice: "Redirects are not followed. Save the address it leads to." },
  gone: { label: "Gone (410)", advice: "The endpoint asked to be left alone, and is paused." },
  rate_limited: {
    label: "Asked to wait (429)",
    advice: "The endpoint is busy; its Retry-After is honoured.",
  },
  client_error: {
    label: "Refused (4xx)",
    advice: "The endpoint does not take the event. Its answer says why.",
  },
  server_error: {
    label: "Failed there (5xx)",
    advice: "The endpoint broke. Its log, at that time, knows why.",
  },
  interrupted: {
    label: "Interrupted",
    advice: "Counterfoil stopped while it waited for the answer. It asks again.",
  },
};
