"use client";

import { formatNumber } from "@/lib/money/format";
import { useReader } from "./reader-context";

/** How many, as the console's reader writes numbers. */
export function Count({ value }: { value: number }) {
  return (
    // The server's and the browser's data on a language may differ by a space; either is right.
    <span suppressHydrationWarning className="figure-text">
      {formatNumber(value, useReader().locale)}
    </span>
  );
}
