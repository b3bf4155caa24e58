import type { Metadata } from "next";
import { Suspense } from "react";
import { loadQuery, paramsOf } from "@/app/(console)/_queries/load-query";
import { requireOperator } from "@/app/operator";
import { liveCursor } from "@/components/live/live-cursor";
import { LiveList } from "@/components/live/live-list";
import { ButtonLink } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { PlusIcon } from "@/components/ui/icons";
import { PageHeader } from "@/components/ui/page-header";
import { linkSearchAddress, parseLinkSearch } from "@/lib/checkout/link-search";
import { may } from "@/lib/verb/permissions";
import { FoundLinks } from "./found-links";
import { LinkSearchBox } from "./link-search-box";
import { linksQuery } from "./links-query";
import { LinksSkeleton } from "./links-skeleton";

export const metadata: Metadata = { title: "Checkout links" };

export default async function CheckoutLinksPage({ searchParams }: PageProps<"/checkout-links">) {
  const operator = await requireOperator(linksQuery.permission);
  const cursor = await liveCursor();
  const params = paramsOf(await searchParams);
  const search = parseLinkSearch(params);
  return (
    <>
      <PageHeader
        title="Checkout links"
        beside={<LiveList of="checkout-links" cursor={cursor} />}
        actions={
          may(operator, "payments:create") && (
            <ButtonLink href="/checkout-links/new" variant="primary">
              <PlusIcon /> New link
            </ButtonLink>
          )
        }
      />
      <div className="mb-3">
        <LinkSearchBox search={search} />
      </div>
      <Card className="max-sm:-mx-4 max-sm:rounded-none max-sm:border-x-0">
        <Suspense key={linkSearchAddress(search)} fallback={<LinksSkeleton search={search} />}>
          <Found params={params} />
        </Suspense>
      </Card>
    </>
  );
}

async function Found({ params }: { params: URLSearchParams }) {
  return <FoundLinks params={params.toString()} shown={await loadQuery(linksQuery, params)} />;
}
