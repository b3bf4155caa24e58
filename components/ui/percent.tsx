"use client";

import { formatPercent, type PercentOptions } from "@/lib/money/format";
import { FigureText } from "./figure-text";
import { useReader } from "./reader-context";

/** What part of a whole something is, 0.125 for an eighth, as the console's reader writes percentages. */
export function Percent({ share, ...options }: { share: number } & PercentOptions) {
  return <FigureText>{formatPercent(share, useReader().locale, options)}</FigureText>;
}
