const KEPT_SECONDS = 365 * 24 * 60 * 60;

/** Keeps a reader's choice where the server can see it. */
export function keepChoice(name: string, value: string): void {
  // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store API is missing over plain HTTP, where some will run this
  document.cookie = `${name}=${encodeURIComponent(value)}; path=/; max-age=${KEPT_SECONDS}; samesite=lax`;
}
