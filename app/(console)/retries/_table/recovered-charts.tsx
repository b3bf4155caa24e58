import { Card, CardBody, CardHeader } from "@/components/ui/card";
import { Money } from "@/components/ui/money";
import { failureWords } from "@/lib/policies/collection/failure-words";
import type { RetryStatistics } from "@/lib/policies/collection/retry-statistics";
import { RecoveredBars } from "./recovered-bars";

/** What trying again brought in, by the number of the attempt and by why the original failed. */
export function RecoveredCharts({ statistics }: { statistics: RetryStatistics & { days: number } }) {
  const { byAttempt, byReason, recovered, days } = statistics;
  return (
    <div className="grid gap-4 lg:grid-cols-2">
      <Card>
        <CardHeader
          title="Recovered by attempt"
          description={`Retries decided in the last ${days} days`}
          actions={
            <p className="flex flex-wrap justify-end gap-x-3 font-semibold">
              {recovered.map((each) => (
                <Money key={each.currency} {...each} />
              ))}
            </p>
          }
        />
        <CardBody>
          {byAttempt.length === 0 ? (
            <p className="text-muted-foreground">No retry has been decided yet.</p>
          ) : (
            <RecoveredBars
              caption="Premiums recovered by the number of the retry"
              heading="Retry"
              rows={byAttempt.map((each) => ({
                ...each,
                key: String(each.attempt),
                label: `Retry ${each.attempt}`,
              }))}
            />
          )}
        </CardBody>
      </Card>
      <Card>
        <CardHeader title="Recovered by reason" description="Why the original payment failed" />
        <CardBody>
          {byReason.length === 0 ? (
            <p className="text-muted-foreground">No retry has been decided yet.</p>
          ) : (
            <RecoveredBars
              caption="Premiums recovered by why the original failed"
              heading="Reason"
              rows={byReason.map((each) => ({
                ...each,
                key: `${each.code}/${each.reason}`,
                label: reasonLabel(each),
              }))}
            />
          )}
        </CardBody>
      </Card>
    </div>
  );
}

function reasonLabel({ code, reason }: { code: string | null; reason: string | null }): string {
  const words = failureWords(code, reason);
  return code !== null && words === "Nobody said why." ? `Code ${code}` : words;
}
