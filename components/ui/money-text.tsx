import type { Amount } from "@/lib/money/amount";
import { formatMoney } from "@/lib/money/format";
import { FigureText } from "./figure-text";

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
    <FigureText className={className}>
      {formatMoney({ amountMinor, currency, precision }, { locale })}
      {code && <span className="ml-1 font-normal text-muted-foreground text-xs">{currency}</span>}
    </FigureText>
  );
}
