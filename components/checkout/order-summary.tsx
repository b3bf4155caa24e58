import { ofCurrency } from "@/lib/money/amount";
import { formatMoney } from "@/lib/money/format";
import { isolated } from "@/lib/text/isolated";
import { HeadlineAmount } from "./headline-amount";
import { MerchantMark } from "./merchant-mark";

export interface OrderSummaryProps {
  merchant: { name: string; logoColor: string };
  amountMinor: bigint;
  currency: string;
  reference: string | null;
  lineItems: readonly SummaryLine[];
  locale: string;
  /** What the amount is: there is nothing to pay on a link that is closed. */
  amountLabel?: string;
}

/** `amountMinor` is what one of them costs. */
export interface SummaryLine {
  description: string;
  amountMinor: bigint;
  quantity: number;
}

/** What is being paid, to whom and for what. Pure: the hosted page and the console's preview show the same. */
export function OrderSummary({
  merchant,
  amountMinor,
  currency,
  reference,
  lineItems,
  locale,
  amountLabel = "Amount to pay",
}: OrderSummaryProps) {
  const money = (minor: bigint) => formatMoney(ofCurrency(minor, currency), { locale });
  return (
    <div className="flex h-full flex-col gap-6">
      <div className="flex items-center gap-3">
        <MerchantMark name={merchant.name} color={merchant.logoColor} />
        <p className="min-w-0 wrap-anywhere font-medium text-base leading-snug">{isolated(merchant.name)}</p>
      </div>
      <div>
        <p className="text-muted-foreground">{amountLabel}</p>
        <HeadlineAmount>{money(amountMinor)}</HeadlineAmount>
      </div>
      <Lines lineItems={lineItems} money={money} />
      {reference && (
        <dl className="mt-auto flex flex-wrap justify-between gap-x-4 gap-y-1 text-xs">
          <dt className="text-muted-foreground">Reference</dt>
          <dd className="figures min-w-0 break-all">{isolated(reference)}</dd>
        </dl>
      )}
    </div>
  );
}

/** So many lines stand above the card's fields on a phone; more are behind their number. */
const LINES_ON_PHONE_MAX = 5;

function Lines(props: Pick<OrderSummaryProps, "lineItems"> & { money: (minor: bigint) => string }) {
  const count = props.lineItems.length;
  if (count === 0) return null;
  if (count <= LINES_ON_PHONE_MAX) return <SummaryLines {...props} />;
  return (
    <>
      <details className="border-t pt-4 md:hidden print:hidden">
        <summary className="min-h-6 cursor-pointer font-medium">{count} items</summary>
        <div className="mt-4">
          <SummaryLines {...props} />
        </div>
      </details>
      <div className="max-md:hidden print:block">
        <SummaryLines {...props} />
      </div>
    </>
  );
}

function SummaryLines({
  lineItems,
  money,
}: Pick<OrderSummaryProps, "lineItems"> & { money: (minor: bigint) => string }) {
  return (
    <ul className="flex flex-col gap-3 border-t pt-4">
      {lineItems.map(({ description, amountMinor, quantity }, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: lines have no identity of their own and never move
        <li key={at} className="flex flex-wrap items-baseline justify-between gap-x-4">
          <span className="min-w-0 flex-1 basis-32 wrap-anywhere">
            {isolated(description)}
            {quantity > 1 && (
              <span className="figures block text-muted-foreground text-xs">
                {quantity} × {money(amountMinor)}
              </span>
            )}
          </span>
          <span className="figures ml-auto shrink-0 whitespace-nowrap">
            {money(amountMinor * BigInt(quantity))}
          </span>
        </li>
      ))}
    </ul>
  );
}
