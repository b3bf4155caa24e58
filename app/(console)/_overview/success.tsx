import { Card, CardBody, CardHeader } from "@/components/ui/card";
import { Count } from "@/components/ui/count";
import { Percent } from "@/components/ui/percent";
import type { SuccessRate } from "@/lib/payments/overview";

export function Success({ rate, before, days }: { rate: SuccessRate; before: SuccessRate; days: number }) {
  return (
    <Card>
      <CardHeader
        title="Success rate"
        description={`Of the payments made in the last ${days} days that somebody tried to pay`}
      />
      <CardBody>
        {rate.tried === 0 ? (
          <p className="text-muted-foreground">
            Nobody has tried to pay any of the payments made in these {days} days.
          </p>
        ) : (
          <>
            <p className="font-semibold text-2xl tracking-tight">
              <Paid rate={rate} />
            </p>
            <p className="figures text-muted-foreground text-xs">
              <Count value={rate.paid} /> of <Count value={rate.tried} /> paid
              {before.tried > 0 && (
                <>
                  ; <Paid rate={before} /> in the {days} days before
                </>
              )}
            </p>
          </>
        )}
      </CardBody>
    </Card>
  );
}

function Paid({ rate: { paid, tried } }: { rate: SuccessRate }) {
  return <Percent share={paid / tried} decimals={1} />;
}
