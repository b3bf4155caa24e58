import { RowsSkeleton } from "@/components/filters/rows-skeleton";
import type { LinkSearch } from "@/lib/checkout/link-search";
import { linkShelves } from "./link-shelves";
import { ShelfLinks } from "./shelf-links";

/** The list in its real size, before its links have come. */
export function LinksSkeleton({ search }: { search: LinkSearch }) {
  return (
    <>
      <ShelfLinks shelves={linkShelves(search)} />
      <RowsSkeleton />
    </>
  );
}
