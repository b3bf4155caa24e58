import { Badge } from "@/components/ui/badge";
import { IntentLink } from "@/components/ui/intent-link";
import type { Reader } from "@/components/ui/reader";
import { Cell, HeaderCell, Table, TableBody, TableHead, TableRow } from "@/components/ui/table";
import { Time } from "@/components/ui/time";
import type { PaymentImport } from "@/lib/imports/get-import";

export function ImportTable({ imports, reader }: { imports: PaymentImport[]; reader: Reader }) {
  const number = new Intl.NumberFormat(reader.locale);
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
              {number.format(each.lines)}
            </Cell>
            <Cell label="Recorded" numeric>
              {number.format(each.recorded)}
            </Cell>
            <Cell label="Refused" numeric>
              {number.format(each.refused)}
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
