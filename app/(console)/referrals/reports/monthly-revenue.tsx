import { Card, CardBody, CardHeader } from "@/components/ui/card";
import { useReader } from "@/components/ui/reader-context";
import { ofCurrency } from "@/lib/money/amount";
import { formatMoney } from "@/lib/money/format";
import type { ReferralReport } from "@/lib/referrals/report";
import { MonthBars } from "./month-bars";

/** Recurring revenue from referrals, a chart for each currency: the months' figures are never added across. */
export function MonthlyRevenue({ mrr, months }: { mrr: ReferralReport["mrr"]; months: readonly string[] }) {
  const { locale } = useReader();
  const currencies = [...new Set(mrr.map(({ currency }) => currency))];
  return (
    <Card className="lg:col-span-2">
      <CardHeader
        title="Monthly recurring revenue from referrals"
        description="What was running at the end of each month, in UTC; this month as it is now."
      />
      <CardBody className="grid gap-6">
        {currencies.length === 0 && (
          <p className="text-muted-foreground">
            Nothing recurs yet: a payment with an interval, such as a subscription’s, does.
          </p>
        )}
        {currencies.map((currency) => (
          <MonthBars
            key={currency}
            title={`Monthly recurring revenue in ${currency}`}
            bars={months.map((month) => {
              const row = mrr.find((each) => each.month === month && each.currency === currency);
              const value = row?.amountMinor ?? 0n;
              return {
                month,
                label: monthLabel(month, locale),
                value,
                text: formatMoney(ofCurrency(value, currency), { locale }),
              };
            })}
          />
        ))}
      </CardBody>
    </Card>
  );
}

function monthLabel(month: string, locale: string): string {
  const format = new Intl.DateTimeFormat(locale, { month: "short", year: "2-digit", timeZone: "UTC" });
  return format.format(new Date(`${month}-01T00:00:00Z`));
}
