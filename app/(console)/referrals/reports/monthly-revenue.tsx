import { Card, CardBody, CardHeader } from "@/components/ui/card";
import { currentReader } from "@/components/ui/current-reader";
import { ofCurrency } from "@/lib/money/amount";
import { formatMoney } from "@/lib/money/format";
import { REPORT_MONTHS, type ReferralReport } from "@/lib/referrals/report";
import { MonthBars } from "./month-bars";

/** Recurring revenue from referrals, a chart for each currency: the months' figures are never added across. */
export async function MonthlyRevenue({ mrr, now }: { mrr: ReferralReport["mrr"]; now: Date }) {
  const { locale } = await currentReader();
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
            bars={monthsBefore(now).map((month) => {
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

/** The months of the report, oldest first, as "2026-11". */
function monthsBefore(now: Date): string[] {
  return Array.from({ length: REPORT_MONTHS }, (_, index) => {
    const month = new Date(
      Date.UTC(now.getUTCFullYear(), now.getUTCMonth() - (REPORT_MONTHS - 1 - index), 1),
    );
    return month.toISOString().slice(0, 7);
  });
}

function monthLabel(month: string, locale: string): string {
  const format = new Intl.DateTimeFormat(locale, { month: "short", year: "2-digit", timeZone: "UTC" });
  return format.format(new Date(`${month}-01T00:00:00Z`));
}
