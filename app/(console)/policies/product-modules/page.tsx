import type { Metadata } from "next";
import { loadQuery } from "@/app/(console)/_queries/load-query";
import { PoliciesTabs } from "@/components/policies/policies-tabs";
import { PageHeader } from "@/components/ui/page-header";
import { FoundModules } from "./found-modules";
import { productModulesQuery } from "./modules-query";
import { NewModule } from "./new-module";

export const metadata: Metadata = { title: "Product modules" };

export default async function ProductModulesPage() {
  const shown = await loadQuery(productModulesQuery, new URLSearchParams());
  return (
    <>
      <PageHeader title="Policies" actions={shown.data.mayCreate && <NewModule />} />
      <PoliciesTabs current="/policies/product-modules" />
      <FoundModules params="" shown={shown} />
    </>
  );
}
