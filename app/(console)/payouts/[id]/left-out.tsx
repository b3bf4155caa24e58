import { Notice } from "@/components/ui/notice";
import type { PayoutLine } from "@/lib/referrals/payouts/payout-run";
import type { SepaObstacle } from "@/lib/referrals/payouts/sepa-fit";
import { namesText, obstacleText } from "./payment-words";

/** Open payments that a SEPA order cannot have, each with why not. */
export function LeftOut({
  lines,
  obstacles,
  title,
}: {
  lines: readonly PayoutLine[];
  obstacles: Record<string, SepaObstacle | null>;
  title: string;
}) {
  if (lines.length === 0) return null;
  const wordsOf = (line: PayoutLine) => obstacleText(obstacles[line.id] ?? "missing", line);
  return (
    <Notice tone="caution" title={title}>
      {namesText(lines, wordsOf)}. Pay these by the CSV, or by hand.
    </Notice>
  );
}
