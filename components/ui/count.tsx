"use client";

import { formatNumber } from "@/lib/money/format";
import { FigureText } from "./figure-text";
import { useReader } from "./reader-context";

/** How many, as the console's reader writes numbers. */
export function Count({ value }: { value: number }) {
  return <FigureText>{formatNumber(value, useReader().locale)}</FigureText>;
}
