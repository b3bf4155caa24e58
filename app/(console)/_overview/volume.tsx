import { Card, CardBody, CardHeader } from "@/components/ui/card";
import { cn } from "@/components/ui/cn";
import { headlineClass } from "@/components/ui/headline";
import { IntentLink } from "@/components/ui/intent-link";
import { Money } from "@/components/ui/money";
import type { Reader } from "@/components/ui/reader";
import { formatMoney } from "@/lib/money/format";
import { netMinor } from "@/lib/payments/money-moved";
import type { CurrencyOverview, DayOfMoney } from "@/lib/payments/overview";
import { Change } from "./change";
import { DailyBars } from "./daily-bars";
import { overviewAddress, recoveredAddress } from "./overview-address";
import type { OverviewRange } from "./overview-query";

const BASES = {
  event: { label: "by the day it moved", other: "payment" },
  payment: { label: "by the day of the payment", other: "event" },
} as const;

/** What came in, what of it left again and what is kept, one currency at a time: two currencies are never added up. */
export function Volume({
  currencies,
  range,
  reader,
  className,
}: {
  currencies: readonly CurrencyOverview[];
  range: OverviewRange;
  reader: Reader;
  className?: string;
}) {
  const shown = currencies.find(({ currency }) => currency === range.currency) ?? currencies[0];
  const { label, other } = BASES[range.basis];
  return (
    <Card className={cn("flex flex-col", className)}>
      <CardHeader
        title="Collected"
        description={
          <>
            {range.mode === "test" ? "Tests, with which no money moved, in" : "In"} the last {range.days}{" "}
            days, {label}.{" "}
            <IntentLink
              href={overviewAddress({ ...range, basis: other })}
              className="underline underline-offset-2"
            >
              Show {BASES[other].label}
            </IntentLink>
          </>
        }
        actions={currencies.length > 1 && <Currencies currencies={currencies} shown={shown} range={range} />}
      />
      <CardBody className="flex flex-1 flex-col">
        {shown ? (
          <CurrencyVolume of={shown} range={range} reader={reader} />
        ) : (
          <p className="py-8 text-center text-muted-foreground">
            {range.basis === "payment"
              ? `No money moved of the payments made in these ${range.days} days.`
              : `No money moved in these ${range.days} days.`}
          </p>
        )}
      </CardBody>
    </Card>
  );
}

function CurrencyVolume({
  of,
  range,
  reader,
}: {
  of: CurrencyOverview;
  range: OverviewRange;
  reader: Reader;
}) {
  const { currency, precision, collectedMinor, collectedBeforeMinor } = of;
  const text = (amountMinor: bigint) =>
    formatMoney({ amountMinor, currency, precision }, { locale: reader.locale });
  const day = new Intl.DateTimeFormat(reader.locale, { day: "numeric", month: "short", timeZone: "UTC" });
  const bars = of.days.map((each) => ({
    day: each.day,
    label: day.format(new Date(each.day)),
    value: each.collectedMinor,
    returned: leftAgain(each),
    text: text(each.collectedMinor),
    returnedText: text(leftAgain(each)),
    ...(of.days.some(({ paidOutMinor }) => paidOutMinor !== 0n) && { paidOutText: text(each.paidOutMinor) }),
    netText: text(netMinor(each)),
  }));
  const top = bars.reduce((most, { value }) => (value > most ? value : most), 0n);
  return (
    <>
      <div className="mb-3 flex flex-wrap items-baseline gap-x-3 gap-y-1">
        <Money
          {...{ currency, precision }}
          amountMinor={collectedMinor}
          className={headlineClass(text(collectedMinor), "text-2xl")}
        />
        <Change now={collectedMinor} before={collectedBeforeMinor} days={range.days} />
      </div>
      <Recovered of={of} range={range} />
      <Balance of={of} text={text} />
      <DailyBars title={`Collected in ${currency} by day`} bars={bars} topText={text(top)} />
    </>
  );
}

/** What of the money that was collected is not there any more. */
function leftAgain({ refundedMinor, disputedMinor, returnedMinor }: DayOfMoney): bigint {
  return refundedMinor + disputedMinor + returnedMinor;
}

/** What of it had failed before, and a retry brought in. */
function Recovered({ of: { recovered, currency }, range }: { of: CurrencyOverview; range: OverviewRange }) {
  if (!recovered) return null;
  return (
    <p className="mb-3 text-xs">
      <IntentLink href={recoveredAddress(range, currency)} className="underline underline-offset-2">
        <Money {...recovered} /> recovered by retry
      </IntentLink>
    </p>
  );
}

/** From what was collected to what is kept; what did not happen is left out. */
function Balance({ of, text }: { of: CurrencyOverview; text: (amountMinor: bigint) => string }) {
  const left = [
    { term: "Refunded", amountMinor: of.refundedMinor },
    { term: "Disputed", amountMinor: of.disputedMinor },
    { term: "Returned", amountMinor: of.returnedMinor },
    { term: "Paid out", amountMinor: of.paidOutMinor },
  ].filter(({ amountMinor }) => amountMinor !== 0n);
  if (left.length === 0) return null;
  return (
    <dl
      aria-label="From collected to kept"
      className="figures mb-4 flex flex-wrap gap-x-5 gap-y-1 text-xs [&_dt]:text-muted-foreground"
    >
      {left.map(({ term, amountMinor }) => (
        <div key={term} className="flex gap-1.5">
          <dt>{term}</dt>
          <dd suppressHydrationWarning>{text(-amountMinor)}</dd>
        </div>
      ))}
      <div className="flex gap-1.5">
        <dt>Net</dt>
        <dd suppressHydrationWarning className="font-medium">
          {text(netMinor(of))}
        </dd>
      </div>
    </dl>
  );
}

function Currencies({
  currencies,
  shown,
  range,
}: {
  currencies: readonly CurrencyOverview[];
  shown?: CurrencyOverview;
  range: OverviewRange;
}) {
  return (
    <nav aria-label="Currency" className="flex gap-1">
      {currencies.map(({ currency }) => (
        <IntentLink
          key={currency}
          href={overviewAddress({ ...range, currency })}
          aria-current={currency === shown?.currency ? "true" : undefined}
          className="rounded-sm px-1.5 py-1 text-muted-foreground text-xs hover:text-foreground aria-[current=true]:bg-primary-surface aria-[current=true]:font-medium aria-[current=true]:text-foreground"
        >
          {currency}
        </IntentLink>
      ))}
    </nav>
  );
}
