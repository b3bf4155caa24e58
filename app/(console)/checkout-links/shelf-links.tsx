import Link from "next/link";
import { LINK_SHELVES, type LinkSearch, type LinkShelf, linkSearchAddress } from "@/lib/checkout/link-search";
import type { LinkPage } from "@/lib/checkout/list-checkout-links";

const LABELS: Record<LinkShelf, string> = {
  all: "All",
  open: "Open",
  paid: "Paid",
  expired: "Expired",
  cancelled: "Cancelled",
};

/** The shelves, each an address of its own, with how many links are on it. */
export function ShelfLinks({ search, counts }: { search: LinkSearch; counts?: LinkPage["counts"] }) {
  return (
    <nav aria-label="Links by state" className="flex gap-5 overflow-x-auto border-b px-4">
      {(Object.keys(LINK_SHELVES) as LinkShelf[]).map((shelf) => (
        <Link
          key={shelf}
          href={linkSearchAddress({ shelf, q: search.q })}
          aria-current={shelf === search.shelf ? "page" : undefined}
          className="-mb-px flex items-center gap-1.5 whitespace-nowrap border-transparent border-b-2 py-2.5 text-muted-foreground hover:text-foreground focus-visible:-outline-offset-2 aria-[current]:border-primary aria-[current]:font-medium aria-[current]:text-foreground"
        >
          {LABELS[shelf]}
          <span className="figures min-w-4 text-muted-foreground text-xs">{counts?.[shelf]}</span>
        </Link>
      ))}
    </nav>
  );
}
