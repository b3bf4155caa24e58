"use client";

import { type Hydrated, useConsoleQuery } from "@/app/(console)/_queries/use-console-query";
import { Badge } from "@/components/ui/badge";
import { IntentLink } from "@/components/ui/intent-link";
import { ShortId } from "@/components/ui/short-id";
import { Cell, HeaderCell, Table, TableBody, TableHead, TableRow } from "@/components/ui/table";
import { Time } from "@/components/ui/time";
import { PauseConnector } from "./pause-connector";
import { providerName } from "./provider-name";

export function ConnectorTable(hydrated: Hydrated<"connectors">) {
  const { lines, manage } = useConsoleQuery("connectors", hydrated);
  return (
    <Table caption="Connectors, in the order they were added">
      <TableHead>
        <HeaderCell>Name</HeaderCell>
        <HeaderCell>Provider</HeaderCell>
        <HeaderCell>Connector id</HeaderCell>
        <HeaderCell>What it can do</HeaderCell>
        <HeaderCell>Added</HeaderCell>
        <HeaderCell>State</HeaderCell>
        <HeaderCell>
          <span className="sr-only">Actions</span>
        </HeaderCell>
      </TableHead>
      <TableBody>
        {lines.map((connector) => (
          <TableRow key={connector.id}>
            <Cell>
              <IntentLink
                href={connector.paymentsHref}
                className="font-medium hover:text-primary"
                title="Its payments"
              >
                {connector.name}
              </IntentLink>
            </Cell>
            <Cell label="Provider">{providerName(connector.provider)}</Cell>
            <Cell label="Connector id">
              <ShortId id={connector.reference} name="connector id" />
            </Cell>
            <Cell label="What it can do">{connector.canDo}</Cell>
            <Cell label="Added">
              <Time at={connector.createdAt} show="day" />
            </Cell>
            <Cell label="State">
              <Badge tone={connector.enabled ? "positive" : "caution"}>
                {connector.enabled ? "Active" : "Paused"}
              </Badge>
            </Cell>
            <Cell className="text-right">
              {manage && !connector.builtIn && (
                <PauseConnector id={connector.id} name={connector.name} enabled={connector.enabled} />
              )}
            </Cell>
          </TableRow>
        ))}
      </TableBody>
    </Table>
  );
}
