import type { Amount } from "@/lib/money/amount";
import { formatMoney } from "@/lib/money/format";
import { cn } from "./cn";

export interface MoneyTextProps extends Amount {
  locale?: string;
  className?: string;
  /** Adds the currency's code, for where two dollars may meet. */
  code?: boolean;
}

/** An amount, never without its currency, in figures that line up. */
export function MoneyText({
  amountMinor,
  currency,
  precision,
  locale,
  className,
  code = false,
}: MoneyTextProps) {
  return (
    // The server's and the browser's data on a language may differ by a space; either is right.
    <span suppressHydrationWarning className={cn("figure-text", className)}>
      {formatMoney({ amountMinor, currency, precision }, { locale })}
      {code && <span className="ml-1 font-normal text-muted-foreground text-xs">{currency}</span>}
    </span>
  );
}
