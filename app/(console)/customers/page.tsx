import type { Metadata } from "next";
import { Suspense } from "react";
import { requireOperator } from "@/app/operator";
import { FilterForm } from "@/components/filters/filter-form";
import { RowsSkeleton } from "@/components/filters/rows-skeleton";
import { ButtonLink } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { PlusIcon, SearchIcon } from "@/components/ui/icons";
import { Input } from "@/components/ui/input";
import { PageHeader } from "@/components/ui/page-header";
import { SearchCustomers } from "@/lib/customers/search-customers";
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
          <div className="relative w-full sm:w-72">
            <SearchIcon className="pointer-events-none absolute top-1/2 left-2.5 size-4 -translate-y-1/2 text-muted-foreground" />
            <Input
              type="search"
              name="q"
              aria-label="Find in customers"
              placeholder="Name, e-mail address or id"
              defaultValue={search.q}
              className="pl-8"
            />
          </div>
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
