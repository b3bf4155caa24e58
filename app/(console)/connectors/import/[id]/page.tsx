import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { cache } from "react";
import { operatorCtx, requireOperator } from "@/app/operator";
import { buttonVariants } from "@/components/ui/button";
import { Card, CardBody, CardHeader } from "@/components/ui/card";
import { currentReader } from "@/components/ui/current-reader";
import { DownloadIcon } from "@/components/ui/icons";
import { PageHeader } from "@/components/ui/page-header";
import { Cell, HeaderCell, Table, TableBody, TableHead, TableRow } from "@/components/ui/table";
import { Time } from "@/components/ui/time";
import { getImport, type PaymentImport, REFUSED_SHOWN_MAX, type RefusedLine } from "@/lib/imports/get-import";
import { problemOf } from "@/lib/verb/problem";
import { ImportProgress } from "./import-progress";

export async function generateMetadata({ params }: PageProps<"/connectors/import/[id]">): Promise<Metadata> {
  await requireOperator("payments:read");
  return { title: nameOf(await found((await params).id)) };
}

export default async function ImportResultPage({ params }: PageProps<"/connectors/import/[id]">) {
  await requireOperator("payments:read");
  const [reader, result] = await Promise.all([currentReader(), found((await params).id)]);
  const number = new Intl.NumberFormat(reader.locale);
  return (
    <>
      <PageHeader
        up={{ href: "/connectors/import", label: "Import" }}
        title={nameOf(result)}
        actions={
          result.refused > 0 && (
            <a href={`/connectors/import/${result.id}/refused`} download className={buttonVariants()}>
              <DownloadIcon /> Download the {number.format(result.refused)} refused to mend
            </a>
          )
        }
      />
      <div className="grid gap-4">
        <Card>
          <CardHeader
            title={result.finishedAt ? "Done" : "Being taken in"}
            description={`${result.kind === "payments" ? "Payments" : "Adjustments"} at ${result.connectorName}`}
          />
          <CardBody className="grid gap-4">
            <ImportProgress id={result.id} begin={progressOf(result)} locale={reader.locale} />
            <p className="text-muted-foreground text-xs">
              Started <Time at={result.createdAt} /> by {result.actorLabel}
            </p>
          </CardBody>
        </Card>
        {result.refusedLines.length > 0 && <Refused lines={result.refusedLines} total={result.refused} />}
      </div>
    </>
  );
}

const found = cache(async (id: string) => {
  try {
    return await getImport({ ctx: await operatorCtx(), input: { id } });
  } catch (err) {
    if (problemOf(err)?.code === "not_found") notFound();
    throw err;
  }
});

function nameOf({ fileName, connectorName }: PaymentImport): string {
  return fileName || `Import at ${connectorName}`;
}

function progressOf({ lines, recorded, unchanged, refused, finishedAt }: PaymentImport) {
  return { lines, recorded, unchanged, refused, finished: finishedAt !== null };
}

function Refused({ lines, total }: { lines: RefusedLine[]; total: number }) {
  const description =
    total > REFUSED_SHOWN_MAX ? `The first ${REFUSED_SHOWN_MAX}; the file has all of them` : undefined;
  return (
    <Card>
      <CardHeader title="Refused" description={description} />
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
