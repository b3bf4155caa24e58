/** How many rows a page of these lists shows. */
export const ROWS_PER_PAGE = 50;

/** Further back than this nobody pages by hand: a filter finds it sooner. */
const PAGE_MAX = 1_000;

export interface ListSearch<State extends string> {
  state: State | undefined;
  page: number;
}

/** What an address asks of a list; what makes no sense in it is left out. */
export function parseListSearch<State extends string>(
  states: readonly State[],
  params: URLSearchParams,
): ListSearch<State> {
  const page = Number(params.get("page") ?? 1);
  return {
    state: states.find((state) => state === params.get("state")),
    page: Number.isInteger(page) && page >= 1 && page <= PAGE_MAX ? page : 1,
  };
}

/** The address of a list in one state, on one page. */
export function referralListAddress(
  path: string,
  { state, page }: { state?: string | undefined; page?: number },
): string {
  const search = new URLSearchParams({
    ...(state && { state }),
    ...(page && page > 1 && { page: String(page) }),
  });
  return search.size > 0 ? `${path}?${search}` : path;
}
