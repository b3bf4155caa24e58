import { Count } from "@/components/ui/count";
import { IntentLink } from "@/components/ui/intent-link";
import type { LinkShelf } from "@/lib/checkout/link-search";
import type { ShownShelf } from "./link-shelves";

const LABELS: Record<LinkShelf, string> = {
  all: "All",
  open: "Open",
  expiring: "Expires within a day",
  paid: "Paid",
  expired: "Expired",
  cancelled: "Cancelled",
};

/** The shelves, each an address of its own, with how many links are on it. */
export function ShelfLinks({ shelves }: { shelves: readonly ShownShelf[] }) {
  return (
    <nav aria-label="Links by state" className="flex gap-5 overflow-x-auto border-b px-4">
      {shelves.map(({ shelf, href, current, count, more }) => (
        <IntentLink
          key={shelf}
          href={href}
          aria-current={current ? "page" : undefined}
          className="-mb-px flex items-center gap-1.5 whitespace-nowrap border-transparent border-b-2 py-2.5 text-muted-foreground hover:text-foreground focus-visible:-outline-offset-2 aria-[current]:border-primary aria-[current]:font-medium aria-[current]:text-foreground"
        >
          {LABELS[shelf]}
          <span className="min-w-4 text-muted-foreground text-xs">
            {count !== undefined && <Count value={count} />}
            {more && "+"}
          </span>
        </IntentLink>
      ))}
    </nav>
  );
}
