import type { Metadata } from "next";
import Link from "next/link";
import { operatorCtx, requireOperator } from "@/app/operator";
import { buttonVariants } from "@/components/ui/button";
import { Card, CardHeader } from "@/components/ui/card";
import { currentReader } from "@/components/ui/current-reader";
import { EmptyState } from "@/components/ui/empty-state";
import { PlugIcon } from "@/components/ui/icons";
import { PageHeader } from "@/components/ui/page-header";
import { takesReports } from "@/lib/connected/connectors/connector";
import { listConnectors } from "@/lib/connected/connectors/connectors";
import { listImports } from "@/lib/imports/get-import";
import { ImportFilter } from "./import-filter";
import { ImportForm } from "./import-form";
import { ImportTable } from "./import-table";

export const metadata: Metadata = { title: "Import" };

export default async function ImportPage({ searchParams }: PageProps<"/connectors/import">) {
  await requireOperator("payments:create");
  const [ctx, reader, given] = await Promise.all([operatorCtx(), currentReader(), searchParams]);
  const refused = given.show === "refused";
  const [connectors, imports] = await Promise.all([
    listConnectors({ ctx }),
    listImports({ ctx, input: { refused } }),
  ]);
  const usable = connectors.filter(
    (connector) => !connector.builtIn && connector.enabled && takesReports(connector),
  );
  return (
    <>
      <PageHeader
        up={{ href: "/connectors", label: "Connectors" }}
        title="Import payments or adjustments"
        description="From a CSV file. Sending the same file again changes nothing: a payment is known by its reference, an adjustment by its reference, time and status."
      />
      <div className="grid gap-4">
        {usable.length === 0 ? (
          <Card>
            <EmptyState
              icon={PlugIcon}
              title="Add a connector first"
              actions={
                <Link href="/connectors" className={buttonVariants({ variant: "primary" })}>
                  Go to connectors
                </Link>
              }
            >
              Imported payments belong to the provider they happened at, so there has to be a connector for
              it.
            </EmptyState>
          </Card>
        ) : (
          <ImportForm connectors={usable.map(({ id, name }) => ({ id, name }))} />
        )}
        {(imports.length > 0 || refused) && (
          <Card>
            <CardHeader title="Latest imports" />
            <ImportFilter refused={refused} />
            <ImportTable imports={imports} reader={reader} />
          </Card>
        )}
      </div>
    </>
  );
}
