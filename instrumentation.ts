const listener = globalThis as typeof globalThis & { counterfoilPageFailed?: (err: unknown) => void };

/** The framework calls it with whatever a page or a route throws: see lib/server/unavailable-page.ts, which listens. */
export function onRequestError(err: unknown): void {
  listener.counterfoilPageFailed?.(err);
}
