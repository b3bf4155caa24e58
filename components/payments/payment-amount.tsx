import { ArrowRightIcon, ArrowUpRightIcon } from "@/components/ui/icons";
import { Money } from "@/components/ui/money";
import type { Amount } from "@/lib/money/amount";
import { type PaymentDirection, signedMinor } from "@/lib/payments/category";
import { DIRECTION_WORDS } from "./direction-words";

/** What a payment is worth, and which way: what leaves has a minus and an arrow, and its words for who cannot see them. */
export function PaymentAmount({
  amountMinor,
  direction,
  ...rest
}: Amount & { direction: PaymentDirection; className?: string; code?: boolean }) {
  const money = <Money amountMinor={signedMinor(amountMinor, direction)} {...rest} />;
  if (direction === "in") return money;
  return (
    <span className="inline-flex items-baseline gap-1 whitespace-nowrap">
      <DirectionArrow direction={direction} />
      {money}
      <span className="sr-only">{DIRECTION_WORDS[direction]}</span>
    </span>
  );
}

function DirectionArrow({ direction }: { direction: PaymentDirection }) {
  const className = "size-3 shrink-0 self-center text-muted-foreground";
  if (direction === "out") return <ArrowUpRightIcon className={className} />;
  return direction === "between" ? <ArrowRightIcon className={className} /> : null;
}
