import Link from "next/link";
import { Card, CardBody, CardHeader } from "@/components/ui/card";
import { cn } from "@/components/ui/cn";
import { Money } from "@/components/ui/money";
import type { Reader } from "@/components/ui/reader";
import { formatMoney } from "@/lib/money/format";
import type { CurrencyOverview, OverviewDays } from "@/lib/payments/overview";
import { Change } from "./change";
import { DailyBars } from "./daily-bars";

/** What came in, one currency at a time: amounts of two currencies are never added up. */
export function Volume({
  currencies,
  chosen,
  days,
  reader,
  className,
}: {
  currencies: readonly CurrencyOverview[];
  chosen: string | null;
  days: OverviewDays;
  reader: Reader;
  className?: string;
}) {
  const shown = currencies.find(({ currency }) => currency === chosen) ?? currencies[0];
  return (
    <Card className={cn("flex flex-col", className)}>
      <CardHeader
        title="Collected"
        description={`Payments made in the last ${days} days, by the day they were made`}
        actions={currencies.length > 1 && <Currencies currencies={currencies} shown={shown} days={days} />}
      />
      <CardBody className="flex flex-1 flex-col">
        {shown ? (
          <CurrencyVolume of={shown} days={days} reader={reader} />
        ) : (
          <p className="py-8 text-center text-muted-foreground">
            Nothing was collected in these {days} days.
          </p>
        )}
      </CardBody>
    </Card>
  );
}

function CurrencyVolume({ of, days, reader }: { of: CurrencyOverview; days: number; reader: Reader }) {
  const { currency, precision, collectedMinor, refundedMinor, collectedBeforeMinor } = of;
  const text = (amountMinor: bigint) =>
    formatMoney({ amountMinor, currency, precision }, { locale: reader.locale });
  const day = new Intl.DateTimeFormat(reader.locale, { day: "numeric", month: "short", timeZone: "UTC" });
  const bars = of.days.map((each) => ({
    day: each.day,
    label: day.format(new Date(each.day)),
    value: each.collectedMinor,
    returned: each.refundedMinor,
    text: text(each.collectedMinor),
    returnedText: text(each.refundedMinor),
  }));
  const top = bars.reduce((most, { value }) => (value > most ? value : most), 0n);
  return (
    <>
      <div className="mb-4 flex flex-wrap items-baseline gap-x-3 gap-y-1">
        <Money
          {...{ currency, precision }}
          amountMinor={collectedMinor}
          className="font-semibold text-2xl tracking-tight"
        />
        <Change now={collectedMinor} before={collectedBeforeMinor} days={days} />
        {refundedMinor > 0n && (
          <p className="text-muted-foreground text-xs">
            <span aria-hidden="true" className="mr-1 inline-block size-2 rounded-full bg-returned/50" />
            {text(refundedMinor)} of it refunded
          </p>
        )}
      </div>
      <DailyBars title={`Collected in ${currency} by day`} bars={bars} topText={text(top)} />
    </>
  );
}

function Currencies({
  currencies,
  shown,
  days,
}: {
  currencies: readonly CurrencyOverview[];
  shown?: CurrencyOverview;
  days: number;
}) {
  return (
    <nav aria-label="Currency" className="flex gap-1">
      {currencies.map(({ currency }) => (
        <Link
          key={currency}
          href={`/?days=${days}&currency=${currency}`}
          aria-current={currency === shown?.currency ? "true" : undefined}
          className="rounded-sm px-1.5 py-1 text-muted-foreground text-xs hover:text-foreground aria-[current=true]:bg-primary-surface aria-[current=true]:font-medium aria-[current=true]:text-foreground"
        >
          {currency}
        </Link>
      ))}
    </nav>
  );
}
