import type { Metadata } from "next";
import { loadQuery, paramsOf } from "@/app/(console)/_queries/load-query";
import { PageHeader } from "@/components/ui/page-header";
import { importsQuery } from "./imports-query";
import { ShownImports } from "./shown-imports";

export const metadata: Metadata = { title: "Import" };

export default async function ImportPage({ searchParams }: PageProps<"/connectors/import">) {
  const params = paramsOf(await searchParams);
  const shown = await loadQuery(importsQuery, params);
  return (
    <>
      <PageHeader
        up={{ href: "/connectors", label: "Connectors" }}
        title="Import payments or adjustments"
        description="From a CSV file. Sending the same file again changes nothing: a payment is known by its reference, an adjustment by its reference, time and status."
      />
      <ShownImports params={params.toString()} shown={shown} />
    </>
  );
}
