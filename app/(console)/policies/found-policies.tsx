"use client";

import { type Hydrated, useConsoleQuery } from "@/app/(console)/_queries/use-console-query";
import { PolicyTable } from "@/components/policies/policy-table";
import { Card } from "@/components/ui/card";
import { EmptyState } from "@/components/ui/empty-state";
import { UmbrellaIcon } from "@/components/ui/icons";
import { Pagination } from "@/components/ui/pagination";
import { PastTheEnd } from "@/components/ui/past-the-end";
import { NewPolicy } from "./new-policy";
import { RefusedItems } from "./refused-items";

/** The page of policies a search is on. */
export function FoundPolicies(hydrated: Hydrated<"policies">) {
  const { lines, filtered, mayCreate, ...page } = useConsoleQuery("policies", hydrated);
  return (
    <>
      <Card>
        {page.firstHref ? (
          <PastTheEnd firstHref={page.firstHref} />
        ) : lines.length === 0 ? (
          <EmptyState
            icon={UmbrellaIcon}
            title={filtered ? "No policy fits" : "No policies yet"}
            actions={!filtered && mayCreate && <NewPolicy />}
          >
            {filtered
              ? "Try fewer words, or another status."
              : "A policy says who is insured, for how much, and how the premium is collected."}
          </EmptyState>
        ) : (
          <PolicyTable policies={lines} />
        )}
        {page.paged && !page.firstHref && (
          <Pagination
            newerHref={page.newerHref}
            olderHref={page.olderHref}
            summary={`${page.total} policies`}
          />
        )}
      </Card>
      <RefusedItems lines={page.refused} />
    </>
  );
}
