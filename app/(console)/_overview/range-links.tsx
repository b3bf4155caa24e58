import Link from "next/link";
import { OVERVIEW_DAYS } from "@/lib/payments/overview";
import { overviewAddress } from "./overview-address";
import type { OverviewRange } from "./overview-query";

/** The range is in the address, so that a view of it can be kept and sent. */
export function RangeLinks({ range }: { range: OverviewRange }) {
  return (
    <nav aria-label="Range" className="flex rounded-md border bg-card p-0.5 shadow-raised">
      {OVERVIEW_DAYS.map((days) => (
        <Link
          key={days}
          href={overviewAddress({ ...range, days })}
          aria-current={days === range.days ? "true" : undefined}
          className="rounded-sm px-2.5 py-1 text-muted-foreground text-xs hover:text-foreground aria-[current=true]:bg-primary-surface aria-[current=true]:font-medium aria-[current=true]:text-foreground pointer-coarse:py-2.5"
        >
          {days} days
        </Link>
      ))}
    </nav>
  );
}
