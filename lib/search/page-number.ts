/** The page that an address asks for by number, from 1; anything else asks for the first. */
export function pageNumber(params: URLSearchParams): number {
  return Math.max(1, Number.parseInt(params.get("page") ?? "1", 10) || 1);
}
