import type { Metadata } from "next";
import { Suspense } from "react";
import { requireOperator } from "@/app/operator";
import { FilterForm } from "@/components/filters/filter-form";
import { RowsSkeleton } from "@/components/filters/rows-skeleton";
import { SearchField } from "@/components/filters/search-field";
import { ButtonLink } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { PlusIcon } from "@/components/ui/icons";
import { PageHeader } from "@/components/ui/page-header";
import { CUSTOMER_TEXT_MAX, SearchCustomers } from "@/lib/customers/search-customers";
import { may } from "@/lib/verb/permissions";
import { CustomerList } from "./customer-list";

export const metadata: Metadata = { title: "Customers" };

export default async function CustomersPage({ searchParams }: PageProps<"/customers">) {
  const operator = await requireOperator("customers:read");
  const { q, older, newer } = await searchParams;
  const search = SearchCustomers.parse({ q: q || undefined, older, newer });
  const mayCreate = may(operator, "customers:write");
  return (
    <>
      <PageHeader
        title="Customers"
        actions={
          mayCreate && (
            <ButtonLink href="/customers/new" variant="primary">
              <PlusIcon /> New customer
            </ButtonLink>
          )
        }
      />
      <div className="mb-3">
        <FilterForm key={search.q} action="/customers">
          <SearchField
            name="q"
            label="Find in customers"
            placeholder="Name, e-mail address or id"
            value={search.q}
            charactersMax={CUSTOMER_TEXT_MAX}
          />
        </FilterForm>
      </div>
      <Card className="max-sm:-mx-4 max-sm:rounded-none max-sm:border-x-0">
        <Suspense fallback={<RowsSkeleton />}>
          <CustomerList search={search} mayCreate={mayCreate} />
        </Suspense>
      </Card>
    </>
  );
}
