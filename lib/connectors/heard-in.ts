const HEARD_CHARACTERS_MAX = 255;

/** What came of asking a provider that did not say, in its words or ours; null where that says nothing. */
export function heardIn(raw: unknown): string | null {
  const error = typeof raw === "object" && raw !== null && "error" in raw ? raw.error : null;
  // An error without a name of its own says nothing.
  return typeof error === "string" && error !== "Error" ? error.slice(0, HEARD_CHARACTERS_MAX) : null;
}
