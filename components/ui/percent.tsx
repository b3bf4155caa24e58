"use client";

import { formatPercent } from "@/lib/money/format";
import { useReader } from "./reader-context";

/** What part of a whole something is, 0.125 for an eighth, in whole percent as the console's reader writes them. */
export function Percent({ share }: { share: number }) {
  return (
    <span suppressHydrationWarning className="figure-text">
      {formatPercent(share, useReader().locale)}
    </span>
  );
}
