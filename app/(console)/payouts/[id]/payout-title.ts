import type { Reader } from "@/components/ui/reader";
import { formatDay } from "@/components/ui/time-text";

/** What a payout is called: by the day that its period ends on. */
export function payoutTitle({ periodEnd }: { periodEnd: string }, reader: Reader): string {
  return `Payout of ${formatDay(periodEnd, reader)}`;
}
