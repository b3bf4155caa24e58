"use client";

import { FigureText } from "@/components/ui/figure-text";
import { useReader } from "@/components/ui/reader-context";
import { formatNumber } from "@/lib/money/format";

const PRECISE_BELOW_MS = 10;

/** A duration in milliseconds, as precisely as it means something. */
export function Duration({ ms }: { ms: number }) {
  const text = formatNumber(ms, useReader().locale, ms < PRECISE_BELOW_MS ? 1 : 0);
  return <FigureText>{text} ms</FigureText>;
}
