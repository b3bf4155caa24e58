import type { ReactNode } from "react";
import type { QueryData } from "@/app/(console)/_queries/all";
import { Card, CardBody, CardHeader } from "@/components/ui/card";
import { Count } from "@/components/ui/count";
import { Notice } from "@/components/ui/notice";
import { useReader } from "@/components/ui/reader-context";
import { Time } from "@/components/ui/time";
import { type Ailment, lengthWords } from "@/lib/connections/health";
import { formatNumber } from "@/lib/money/format";
import { ToApply } from "../connection-table";

/** How a connection is doing: what is wrong in words, then the figures. */
export function ConnectionHealthCard({
  detail: { connection, openAttempts, ailments },
}: {
  detail: QueryData<"provider">;
}) {
  const { locale } = useReader();
  const { lastSuccessAt, lastFailureAt, lastFailure, lastEventAt, lagMs } = connection;
  return (
    <Card>
      <CardHeader title="Health" />
      {ailments.length > 0 && (
        <CardBody className="grid gap-2">
          {ailments.map((ailment) => (
            <Notice key={ailment.what} tone="caution" title={titleOf(ailment, locale)}>
              <Advice ailment={ailment} />
            </Notice>
          ))}
        </CardBody>
      )}
      <dl className="grid grid-cols-2 gap-px overflow-hidden rounded-b-lg border-t bg-border 2xl:grid-cols-4">
        <Figure term="Last success">{lastSuccessAt ? <Time at={lastSuccessAt} /> : "None yet"}</Figure>
        <Figure term="Last failure" note={lastFailure}>
          {lastFailureAt ? <Time at={lastFailureAt} /> : "None yet"}
        </Figure>
        <Figure term="Calls in the last hour">
          <Calls calls={connection.callsLastHour} failures={connection.failuresLastHour} />
        </Figure>
        <Figure term="Calls in the last day">
          <Calls calls={connection.callsLastDay} failures={connection.failuresLastDay} />
        </Figure>
        <Figure term="Last event">{lastEventAt ? <Time at={lastEventAt} /> : "None yet"}</Figure>
        <Figure term="Events are applied" note={lagMs !== null && "After they happened, the latest twenty"}>
          {lagMs === null ? "None yet" : `Within ${lengthWords(lagMs)}`}
        </Figure>
        <Figure term="Events to apply">
          <ToApply connection={connection} />
        </Figure>
        <Figure term="Attempts under way" note="Their end is not known yet">
          <Count value={openAttempts} />
        </Figure>
      </dl>
    </Card>
  );
}

function titleOf(ailment: Ailment, locale: string): string {
  switch (ailment.what) {
    case "calls":
      return `${formatNumber(ailment.failures, locale)} of ${formatNumber(ailment.calls, locale)} calls in the last hour were not answered`;
    case "poll":
      return "The provider cannot be asked what has happened";
    case "waiting":
      return "What the provider told is not being applied";
    case "lag":
      return `Events are applied ${lengthWords(ailment.ms)} after they happened`;
  }
}

function Advice({ ailment }: { ailment: Ailment }) {
  switch (ailment.what) {
    case "calls":
      return "What was not answered is looked up, and done once. Look whether the provider has trouble, or whether the credentials still hold.";
    case "poll":
      return (
        <>
          Since <Time at={ailment.since} />
          {ailment.failure && ` (${ailment.failure})`}. Its messages are still taken in; one that is lost is
          not made up for until this works again.
        </>
      );
    case "waiting":
      return (
        <>
          The oldest has waited since <Time at={ailment.since} />. It is tried again by itself.
        </>
      );
    case "lag":
      return "The provider’s messages may not arrive, so that it has to be asked: look at their address and secret beside.";
  }
}

function Calls({ calls, failures }: { calls: number; failures: number }) {
  if (calls === 0) return "None";
  return (
    <>
      <Count value={calls} />
      <span className="block font-normal text-muted-foreground text-xs">
        {failures === 0 ? (
          "All answered"
        ) : (
          <>
            <Count value={failures} /> not answered
          </>
        )}
      </span>
    </>
  );
}

function Figure({ term, note, children }: { term: string; note?: ReactNode; children: ReactNode }) {
  return (
    <div className="grid content-start gap-0.5 bg-card px-4 py-3">
      <dt className="text-muted-foreground text-xs">{term}</dt>
      <dd className="figures font-medium">{children}</dd>
      {note && <dd className="text-muted-foreground text-xs wrap-anywhere">{note}</dd>}
    </div>
  );
}
