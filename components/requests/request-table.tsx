import { RowLink } from "@/components/ui/row-link";
import { Cell, HeaderCell, Table, TableBody, TableHead, TableRow } from "@/components/ui/table";
import { Time } from "@/components/ui/time";
import type { RequestLine } from "@/lib/requests/request";
import { doorWords } from "./door-words";
import { Duration } from "./duration";
import { RequestStatus } from "./request-status";

export function RequestTable({ caption, lines }: { caption: string; lines: readonly RequestLine[] }) {
  return (
    <Table caption={caption}>
      <TableHead>
        <HeaderCell>Request</HeaderCell>
        <HeaderCell>Status</HeaderCell>
        <HeaderCell>Door</HeaderCell>
        <HeaderCell>API key</HeaderCell>
        <HeaderCell numeric>Took</HeaderCell>
        <HeaderCell>When</HeaderCell>
      </TableHead>
      <TableBody>
        {lines.map((line) => (
          <Row key={line.id} line={line} />
        ))}
      </TableBody>
    </Table>
  );
}

function Row({ line }: { line: RequestLine }) {
  const { id, method, path, status, door, keyLabel, durationMs, createdAt } = line;
  return (
    <TableRow data-row className="relative">
      <Cell className="max-w-96 max-sm:max-w-none">
        <RowLink href={`/requests/${id}`} className="block font-mono text-xs font-normal" title={path}>
          <span className="font-semibold">{method}</span> {path}
        </RowLink>
      </Cell>
      <Cell label="Status">
        <RequestStatus status={status} />
      </Cell>
      <Cell label="Door" className="whitespace-nowrap">
        {doorWords(door)}
      </Cell>
      <Cell label="API key" className="max-w-40 truncate text-muted-foreground max-sm:max-w-none">
        {keyLabel ?? "None"}
      </Cell>
      <Cell label="Took" numeric className="text-muted-foreground">
        <Duration ms={durationMs} />
      </Cell>
      <Cell label="When" className="text-muted-foreground">
        <Time at={createdAt} show="full" />
      </Cell>
    </TableRow>
  );
}
