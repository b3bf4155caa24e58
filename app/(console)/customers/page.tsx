import type { Metadata } from "next";
import { Suspense } from "react";
import { loadQuery, paramsOf } from "@/app/(console)/_queries/load-query";
import { requireOperator } from "@/app/operator";
import { FilterForm } from "@/components/filters/filter-form";
import { RowsSkeleton } from "@/components/filters/rows-skeleton";
import { SearchField } from "@/components/filters/search-field";
import { liveCursor } from "@/components/live/live-cursor";
import { LiveList } from "@/components/live/live-list";
import { ButtonLink } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { PlusIcon } from "@/components/ui/icons";
import { PageHeader } from "@/components/ui/page-header";
import { CUSTOMER_TEXT_MAX } from "@/lib/customers/search-customers";
import { may } from "@/lib/verb/permissions";
import { customerSearch, customersQuery } from "./customers-query";
import { FoundCustomers } from "./found-customers";

export const metadata: Metadata = { title: "Customers" };

export default async function CustomersPage({ searchParams }: PageProps<"/customers">) {
  const operator = await requireOperator(customersQuery.permission);
  const cursor = await liveCursor();
  const params = paramsOf(await searchParams);
  const search = customerSearch(params);
  return (
    <>
      <PageHeader
        title="Customers"
        beside={<LiveList of="customers" cursor={cursor} />}
        actions={
          may(operator, "customers:write") && (
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
          <Found params={params} />
        </Suspense>
      </Card>
    </>
  );
}

async function Found({ params }: { params: URLSearchParams }) {
  return <FoundCustomers params={params.toString()} shown={await loadQuery(customersQuery, params)} />;
}
