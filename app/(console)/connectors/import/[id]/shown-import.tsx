"use client";

import { type Hydrated, useConsoleQuery } from "@/app/(console)/_queries/use-console-query";
import { buttonVariants } from "@/components/ui/button";
import { Card, CardBody, CardHeader } from "@/components/ui/card";
import { Count } from "@/components/ui/count";
import { DownloadIcon } from "@/components/ui/icons";
import { PageHeader } from "@/components/ui/page-header";
import { Cell, HeaderCell, Table, TableBody, TableHead, TableRow } from "@/components/ui/table";
import { Time } from "@/components/ui/time";
import type { RefusedLine } from "@/lib/imports/get-import";
import { isolated } from "@/lib/text/isolated";
import { ImportProgress } from "./import-progress";

const ASK_EVERY_MS = 1_000;

/** An import's page, asked for until it is done. */
export function ShownImport(hydrated: Hydrated<"import">) {
  const result = useConsoleQuery("import", hydrated, {
    refetchInterval: ({ state }) => (state.data?.data.finishedAt ? false : ASK_EVERY_MS),
  });
  const { id, refused, refusedLines } = result;
  return (
    <>
      <PageHeader
        up={{ href: "/connectors/import", label: "Import" }}
        title={result.name}
        actions={
          refused > 0 && (
            <a href={`/connectors/import/${id}/refused`} download className={buttonVariants()}>
              <DownloadIcon /> Download the <Count value={refused} /> refused to mend
            </a>
          )
        }
      />
      <div className="grid gap-4">
        <Card>
          <CardHeader
            title={result.finishedAt ? "Done" : "Being taken in"}
            description={`${result.kind === "payments" ? "Payments" : "Adjustments"} at ${isolated(result.connectorName)}`}
          />
          <CardBody className="grid gap-4">
            <ImportProgress progress={result} />
            <p className="text-muted-foreground text-xs">
              Started <Time at={result.createdAt} /> by {isolated(result.actorLabel)}
            </p>
          </CardBody>
        </Card>
        {refusedLines.length > 0 && <Refused lines={refusedLines} more={result.moreRefused} />}
      </div>
    </>
  );
}

function Refused({ lines, more }: { lines: readonly RefusedLine[]; more: boolean }) {
  return (
    <Card>
      <CardHeader
        title="Refused"
        description={more ? `The first ${lines.length}; the file has all of them` : undefined}
      />
      <Table caption="Refused lines">
        <TableHead>
          <HeaderCell numeric>Line</HeaderCell>
          <HeaderCell>Why</HeaderCell>
          <HeaderCell>What it says</HeaderCell>
        </TableHead>
        <TableBody>
          {lines.map(({ line, message, cells }) => (
            <TableRow key={line}>
              <Cell label="Line" numeric>
                {line}
              </Cell>
              <Cell label="Why">{message}</Cell>
              <Cell
                label="What it says"
                className="max-w-96 max-sm:max-w-none font-mono text-xs max-sm:wrap-anywhere sm:truncate"
              >
                {cells.join(", ")}
              </Cell>
            </TableRow>
          ))}
        </TableBody>
      </Table>
    </Card>
  );
}
