import { Card, CardBody, CardHeader } from "@/components/ui/card";
import { Count } from "@/components/ui/count";
import type { Reader } from "@/components/ui/reader";
import { formatPercent } from "@/lib/money/format";
import type { SuccessRate } from "@/lib/payments/overview";

export function Success({
  rate,
  before,
  days,
  reader,
}: {
  rate: SuccessRate;
  before: SuccessRate;
  days: number;
  reader: Reader;
}) {
  return (
    <Card>
      <CardHeader title="Success rate" description="Of the payments somebody tried to pay" />
      <CardBody>
        {rate.tried === 0 ? (
          <p className="text-muted-foreground">Nobody tried to pay in these {days} days.</p>
        ) : (
          <>
            <p className="figures font-semibold text-2xl tracking-tight">{percent(rate, reader)}</p>
            <p className="figures text-muted-foreground text-xs">
              <Count value={rate.paid} /> of <Count value={rate.tried} /> paid
              {before.tried > 0 && `; ${percent(before, reader)} in the ${days} days before`}
            </p>
          </>
        )}
      </CardBody>
    </Card>
  );
}

function percent({ paid, tried }: SuccessRate, { locale }: Reader): string {
  return formatPercent(paid / tried, locale, { decimals: 1 });
}
