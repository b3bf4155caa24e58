import { Badge } from "@/components/ui/badge";
import { Count } from "@/components/ui/count";
import { IntentLink } from "@/components/ui/intent-link";
import { Cell, HeaderCell, Table, TableBody, TableHead, TableRow } from "@/components/ui/table";
import { Time } from "@/components/ui/time";
import type { PaymentImport } from "@/lib/imports/get-import";

export function ImportTable({ imports }: { imports: PaymentImport[] }) {
  return (
    <Table caption="Imports, newest first">
      <TableHead>
        <HeaderCell>File</HeaderCell>
        <HeaderCell>Connector</HeaderCell>
        <HeaderCell numeric>Lines</HeaderCell>
        <HeaderCell numeric>Recorded</HeaderCell>
        <HeaderCell numeric>Refused</HeaderCell>
        <HeaderCell>Started</HeaderCell>
        <HeaderCell>State</HeaderCell>
      </TableHead>
      <TableBody>
        {imports.map((each) => (
          <TableRow key={each.id}>
            <Cell>
              <IntentLink href={`/connectors/import/${each.id}`} className="font-medium hover:text-primary">
                {each.fileName || "Import"}
              </IntentLink>
            </Cell>
            <Cell label="Connector">{each.connectorName}</Cell>
            <Cell label="Lines" numeric>
              <Count value={each.lines} />
            </Cell>
            <Cell label="Recorded" numeric>
              <Count value={each.recorded} />
            </Cell>
            <Cell label="Refused" numeric>
              <Count value={each.refused} />
            </Cell>
            <Cell label="Started">
              <Time at={each.createdAt} />
            </Cell>
            <Cell label="State">
              <Badge tone={each.finishedAt ? "positive" : "notice"}>
                {each.finishedAt ? "Done" : "Running"}
              </Badge>
            </Cell>
          </TableRow>
        ))}
      </TableBody>
    </Table>
  );
}
