import { useReader } from "@/components/ui/reader-context";
import { RowLink } from "@/components/ui/row-link";
import { Cell, HeaderCell, Table, TableBody, TableHead, TableRow } from "@/components/ui/table";
import { Time } from "@/components/ui/time";
import { countText } from "@/components/webhooks/count-text";
import { spellId } from "@/lib/ids";
import { formatNumber } from "@/lib/money/format";
import type { EndpointHealth } from "@/lib/webhooks/endpoints/health";
import type { EndpointLine } from "@/lib/webhooks/endpoints/list-endpoints";
import { endpointName, eventsText } from "./endpoint-name";
import { EndpointState } from "./endpoint-state";

export function EndpointTable({ lines }: { lines: readonly EndpointLine[] }) {
  return (
    <Table caption="Webhook endpoints, in the order they were made">
      <TableHead>
        <HeaderCell>Endpoint</HeaderCell>
        <HeaderCell>State</HeaderCell>
        <HeaderCell>Events</HeaderCell>
        <HeaderCell numeric>Last 24 hours</HeaderCell>
        <HeaderCell numeric>Waiting</HeaderCell>
        <HeaderCell numeric>Failed</HeaderCell>
        <HeaderCell>Last success</HeaderCell>
      </TableHead>
      <TableBody>
        {lines.map((line) => (
          <EndpointRow key={line.endpoint.id} line={line} />
        ))}
      </TableBody>
    </Table>
  );
}

function EndpointRow({ line: { endpoint, health } }: { line: EndpointLine }) {
  const { locale } = useReader();
  return (
    <TableRow data-row className="relative">
      <Cell className="max-w-96 max-sm:max-w-none">
        <span className="grid min-w-0">
          <RowLink href={`/webhooks/${spellId("we", endpoint.id)}`} title={endpoint.url}>
            {endpointName(endpoint.url)}
          </RowLink>
          <span className="truncate text-muted-foreground text-xs">
            {[endpoint.name, endpoint.description, endpoint.merchant?.name].filter(Boolean).join(" · ")}
          </span>
        </span>
      </Cell>
      <Cell label="State">
        <EndpointState endpoint={endpoint} />
      </Cell>
      <Cell label="Events" className="max-w-48 sm:truncate max-sm:max-w-none">
        {eventsText(endpoint.eventTypes)}
      </Cell>
      <Cell label="Last 24 hours" numeric>
        <Recent health={health} />
      </Cell>
      <Cell label="Waiting" numeric>
        {countText(health.pending, locale)}
      </Cell>
      <Cell label="Failed" numeric>
        {countText(health.exhausted, locale)}
      </Cell>
      <Cell label="Last success" className="text-muted-foreground">
        {health.lastSuccessAt ? <Time at={health.lastSuccessAt} /> : "None yet"}
      </Cell>
    </TableRow>
  );
}

/** Attempts that went well and that did not; never by colour alone. */
export function Recent({ health: { delivered, failed, more } }: { health: EndpointHealth }) {
  const { locale } = useReader();
  if (delivered + failed === 0) return <span className="text-muted-foreground">Nothing sent</span>;
  return (
    <span>
      {atLeast(delivered, more, locale)} <span className="text-muted-foreground text-xs">delivered</span>
      {failed > 0 && (
        <>
          {" "}
          <span className="text-negative">
            {atLeast(failed, more, locale)} <span className="text-xs">failed</span>
          </span>
        </>
      )}
    </span>
  );
}

/** Where more was sent than is counted, there may be more of what there is any of. */
function atLeast(count: number, more: boolean, locale: string): string {
  return `${formatNumber(count, locale)}${more && count > 0 ? "+" : ""}`;
}
