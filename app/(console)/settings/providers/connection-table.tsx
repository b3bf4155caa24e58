import { ConnectionState } from "@/components/providers/connection-state";
import { ModeBadge } from "@/components/providers/mode-badge";
import { Count } from "@/components/ui/count";
import { RowLink } from "@/components/ui/row-link";
import { Cell, HeaderCell, Table, TableBody, TableHead, TableRow } from "@/components/ui/table";
import { Time } from "@/components/ui/time";
import type { Connection } from "@/lib/connections/connection";
import type { ProviderChoice } from "@/lib/connections/provider-choices";
import { spellId } from "@/lib/ids";

export function ConnectionTable({
  connections,
  providers,
}: {
  connections: readonly Connection[];
  providers: readonly ProviderChoice[];
}) {
  return (
    <Table caption="Connections, those in use first">
      <TableHead>
        <HeaderCell>Connection</HeaderCell>
        <HeaderCell>Money</HeaderCell>
        <HeaderCell>For</HeaderCell>
        <HeaderCell>State</HeaderCell>
        <HeaderCell>Last success</HeaderCell>
        <HeaderCell>Last failure</HeaderCell>
        <HeaderCell>Last event</HeaderCell>
        <HeaderCell>To apply</HeaderCell>
      </TableHead>
      <TableBody>
        {connections.map((connection) => (
          <ConnectionRow
            key={connection.id}
            connection={connection}
            provider={providers.find(({ name }) => name === connection.provider)}
          />
        ))}
      </TableBody>
    </Table>
  );
}

function ConnectionRow({
  connection,
  provider,
}: {
  connection: Connection;
  provider: ProviderChoice | undefined;
}) {
  const { id, name, live, merchant, accountReference, lastFailure } = connection;
  return (
    <TableRow data-row className="relative">
      <Cell className="max-w-72 max-sm:max-w-none">
        <span className="grid min-w-0">
          <RowLink href={`/settings/providers/${spellId("con", id)}`}>{name}</RowLink>
          <span className="truncate text-muted-foreground text-xs">
            {[provider?.label ?? connection.provider, accountReference].join(" · ")}
          </span>
        </span>
      </Cell>
      <Cell label="Money">
        <ModeBadge live={live} />
      </Cell>
      <Cell label="For" className="max-w-48 max-sm:max-w-none">
        {merchant?.name ?? <span className="text-muted-foreground">All merchants</span>}
      </Cell>
      <Cell label="State">
        <ConnectionState connection={connection} />
      </Cell>
      <Cell label="Last success">
        <When at={connection.lastSuccessAt} />
      </Cell>
      <Cell label="Last failure" className="max-w-48 max-sm:max-w-none">
        <span className="grid">
          <When at={connection.lastFailureAt} />
          {lastFailure && (
            <span className="truncate text-muted-foreground text-xs" title={lastFailure}>
              {lastFailure}
            </span>
          )}
        </span>
      </Cell>
      <Cell label="Last event">
        <When at={connection.lastEventAt} />
      </Cell>
      <Cell label="To apply">
        <ToApply connection={connection} />
      </Cell>
    </TableRow>
  );
}

function When({ at }: { at: Date | null }) {
  return at ? <Time at={at} /> : <span className="text-muted-foreground">None yet</span>;
}

/** How far behind we are with what the provider has told. */
export function ToApply({
  connection: { eventsWaiting, waitingSince, eventsFailed },
}: {
  connection: Pick<Connection, "eventsWaiting" | "waitingSince" | "eventsFailed">;
}) {
  if (eventsWaiting + eventsFailed === 0) return <span className="text-muted-foreground">Nothing</span>;
  return (
    <span className="grid">
      {eventsFailed > 0 && (
        <span className="font-medium text-negative">
          <Count value={eventsFailed} /> could not be applied
        </span>
      )}
      {eventsWaiting > 0 && (
        <span>
          <Count value={eventsWaiting} /> waiting
          {waitingSince && (
            <span className="text-muted-foreground">
              {" "}
              since <Time at={waitingSince} />
            </span>
          )}
        </span>
      )}
    </span>
  );
}
