import { LINK_SHELVES, type LinkSearch, type LinkShelf, linkSearchAddress } from "@/lib/checkout/link-search";
import { EXPIRING_COUNT_MAX, type LinkPage } from "@/lib/checkout/list-checkout-links";

/** One shelf of links: an address of its own, with how many links are on it once that is known. */
export interface ShownShelf {
  shelf: LinkShelf;
  href: string;
  current: boolean;
  count: number | undefined;
  /** There are more than that. */
  more: boolean;
}

export function linkShelves(search: LinkSearch, counts?: LinkPage["counts"]): ShownShelf[] {
  return (Object.keys(LINK_SHELVES) as LinkShelf[]).map((shelf) => ({
    shelf,
    href: linkSearchAddress({ shelf, q: search.q }),
    current: shelf === search.shelf,
    ...countOf(shelf, counts),
  }));
}

function countOf(shelf: LinkShelf, counts: LinkPage["counts"] | undefined) {
  const more = shelf === "expiring" && (counts?.expiring ?? 0) > EXPIRING_COUNT_MAX;
  return { count: more ? EXPIRING_COUNT_MAX : counts?.[shelf], more };
}
