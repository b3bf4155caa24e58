import type { Metadata } from "next";
import { operatorCtx, requireOperator } from "@/app/operator";
import { PoliciesTabs } from "@/components/policies/policies-tabs";
import { PolicyTable } from "@/components/policies/policy-table";
import { ButtonLink } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { EmptyState } from "@/components/ui/empty-state";
import { PlusIcon, UmbrellaIcon } from "@/components/ui/icons";
import { PageHeader } from "@/components/ui/page-header";
import { Pagination } from "@/components/ui/pagination";
import { METHOD_TROUBLES, POLICY_STATUSES } from "@/lib/policies/enums";
import { listPolicies } from "@/lib/policies/manage-policies";
import { PAGE_SIZE_DEFAULT } from "@/lib/policies/wire-queries";
import { may } from "@/lib/verb/permissions";
import { PolicySearch } from "./policy-search";
import { RefusedItems } from "./refused-items";

export const metadata: Metadata = { title: "Policies" };

export default async function PoliciesPage({ searchParams }: PageProps<"/policies">) {
  const operator = await requireOperator("policies:read");
  const [ctx, given] = await Promise.all([operatorCtx(), searchParams]);
  const search = typeof given.search === "string" ? given.search : "";
  const status = POLICY_STATUSES.find((each) => each === given.status);
  const method = METHOD_TROUBLES.find((each) => each === given.method);
  const page = Math.max(1, Number.parseInt(String(given.page ?? "1"), 10) || 1);
  const { policies, total } = await listPolicies({
    ctx,
    input: {
      search: search || undefined,
      status: status && [status],
      method,
      limit: PAGE_SIZE_DEFAULT,
      offset: (page - 1) * PAGE_SIZE_DEFAULT,
    },
  });
  const address = (to: number) =>
    `/policies?${new URLSearchParams({ ...(search && { search }), ...(status && { status }), ...(method && { method }), page: String(to) })}`;
  const filtered = search !== "" || status !== undefined || method !== undefined;
  const create = may(operator, "policies:manage") && (
    <ButtonLink href="/policies/new" variant="primary">
      <PlusIcon /> New policy
    </ButtonLink>
  );
  return (
    <>
      <PageHeader title="Policies" actions={create} />
      <PoliciesTabs current="/policies" />
      <PolicySearch search={search} status={status} method={method} />
      <Card>
        {policies.length === 0 ? (
          <EmptyState
            icon={UmbrellaIcon}
            title={filtered ? "No policy fits" : "No policies yet"}
            actions={!filtered && create}
          >
            {filtered
              ? "Try fewer words, or another status."
              : "A policy says who is insured, for how much, and how the premium is collected."}
          </EmptyState>
        ) : (
          <PolicyTable policies={policies} />
        )}
        {total > PAGE_SIZE_DEFAULT && (
          <Pagination
            newerHref={page > 1 ? address(page - 1) : null}
            olderHref={page * PAGE_SIZE_DEFAULT < total ? address(page + 1) : null}
            summary={`${total} policies`}
          />
        )}
      </Card>
      <RefusedItems />
    </>
  );
}
