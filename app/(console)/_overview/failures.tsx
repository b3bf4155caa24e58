import { declineLabel, declineMeaning } from "@/components/payments/decline-text";
import { Card, CardBody, CardHeader } from "@/components/ui/card";
import { RankedBars } from "./ranked-bars";

const REASONS_SHOWN = 6;

export function Failures({
  failures,
  days,
}: {
  failures: readonly { code: string; attempts: number }[];
  days: number;
}) {
  const rest = failures.slice(REASONS_SHOWN).reduce((total, { attempts }) => total + attempts, 0);
  const rows = failures.slice(0, REASONS_SHOWN).map(({ code, attempts }) => ({
    key: code,
    label: declineLabel(code),
    note: declineMeaning(code),
    count: attempts,
  }));
  return (
    <Card>
      <CardHeader title="Failures by reason" description={`Declined attempts in the last ${days} days`} />
      <CardBody>
        {rows.length === 0 ? (
          <p className="text-muted-foreground">No attempt was declined.</p>
        ) : (
          <RankedBars
            caption="Declined attempts by reason"
            rows={rest > 0 ? [...rows, { key: "others", label: "Other reasons", count: rest }] : rows}
          />
        )}
      </CardBody>
    </Card>
  );
}
