/** Further on nobody turns pages, and the database counts no further than a bigint. */
export const PAGE_MAX = 1_000_000;

/** The page that an address asks for by number, from 1 to `PAGE_MAX`; anything else asks for the first. */
export function pageNumber(params: URLSearchParams): number {
  const text = params.get("page") ?? "";
  return /^\d+$/.test(text) ? Math.min(PAGE_MAX, Math.max(1, Number(text))) : 1;
}

/** The first page, for who asked for one past the end; null where the page has something, or is the first. */
export function hrefFromPastEnd(page: number, shown: number, address: (to: number) => string): string | null {
  return page > 1 && shown === 0 ? address(1) : null;
}
