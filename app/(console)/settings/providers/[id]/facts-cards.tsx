import type { ReactNode } from "react";
import { Card, CardBody, CardHeader } from "@/components/ui/card";
import { Definition, DefinitionList } from "@/components/ui/definition-list";
import { ShortId } from "@/components/ui/short-id";
import { Time } from "@/components/ui/time";
import type { ConnectionDetail } from "@/lib/connections/get-connection";
import { spellId } from "@/lib/ids";
import { ToApply } from "../connection-table";

/** How a connection is doing, in five figures. */
export function HealthCard({ detail: { connection, openAttempts } }: { detail: ConnectionDetail }) {
  const { lastSuccessAt, lastFailureAt, lastFailure, lastEventAt } = connection;
  return (
    <Card>
      <CardHeader title="Health" />
      <dl className="grid grid-cols-2 gap-px overflow-hidden rounded-b-lg border-t bg-border sm:grid-cols-3 2xl:grid-cols-5">
        <Figure term="Last success">{lastSuccessAt ? <Time at={lastSuccessAt} /> : "None yet"}</Figure>
        <Figure term="Last failure" note={lastFailure}>
          {lastFailureAt ? <Time at={lastFailureAt} /> : "None yet"}
        </Figure>
        <Figure term="Last event">{lastEventAt ? <Time at={lastEventAt} /> : "None yet"}</Figure>
        <Figure term="Events to apply">
          <ToApply connection={connection} />
        </Figure>
        <Figure term="Attempts under way" note="Their end is not known yet">
          {openAttempts.toLocaleString("en")}
        </Figure>
      </dl>
    </Card>
  );
}

function Figure({ term, note, children }: { term: string; note?: ReactNode; children: ReactNode }) {
  return (
    // Five in rows of two or three: the last one takes what is left.
    <div className="grid content-start gap-0.5 bg-card px-4 py-3 last:col-span-2 2xl:last:col-span-1">
      <dt className="text-muted-foreground text-xs">{term}</dt>
      <dd className="figures font-medium">{children}</dd>
      {note && <dd className="text-muted-foreground text-xs wrap-anywhere">{note}</dd>}
    </div>
  );
}

export function FactsCard({ detail: { connection, credentials, routes } }: { detail: ConnectionDetail }) {
  return (
    <Card>
      <CardHeader title="Facts" />
      <CardBody>
        <DefinitionList>
          <Definition term="Money">
            {connection.live ? "Live: real money moves" : "Test: no money moves"}
          </Definition>
          <Definition term="For">{connection.merchant?.name ?? "All merchants"}</Definition>
          <Definition term="Account">{connection.accountReference}</Definition>
          <Definition term="Currencies">
            {connection.currencies.length > 0
              ? connection.currencies.join(", ")
              : "All that the provider takes"}
          </Definition>
          {credentials.map(({ label, ending }) => (
            <Definition key={label} term={label}>
              {ending ? (
                <>
                  Sealed, ends in <code className="font-mono text-xs">{ending}</code>
                </>
              ) : (
                "Sealed"
              )}
            </Definition>
          ))}
          <Definition term="Routes">
            {routes === 0 ? "None leads here" : routes.toLocaleString("en")}
          </Definition>
          <Definition term="Connected">
            <Time at={connection.createdAt} />
          </Definition>
          <Definition term="Id">
            <ShortId id={spellId("con", connection.id)} name="connection id" />
          </Definition>
        </DefinitionList>
      </CardBody>
    </Card>
  );
}
