"use client";

import { type Hydrated, useConsoleQuery } from "@/app/(console)/_queries/use-console-query";
import { MethodCard } from "@/app/(console)/policies/method-card";
import { LiveObject } from "@/components/live/live-object";
import { PolicyBadge } from "@/components/policies/policy-badges";
import { ButtonLink } from "@/components/ui/button";
import { Card, CardHeader } from "@/components/ui/card";
import { PlusIcon } from "@/components/ui/icons";
import { IntentLink } from "@/components/ui/intent-link";
import { PageHeader } from "@/components/ui/page-header";
import { Pagination } from "@/components/ui/pagination";
import { PastTheEnd } from "@/components/ui/past-the-end";
import { isolated } from "@/lib/text/isolated";
import { MandateCard } from "./mandate-card";
import { PolicyControls } from "./policy-controls";
import { PolicyFacts } from "./policy-facts";
import { PolicyPayments } from "./policy-payments";

export function ShownPolicy(hydrated: Hydrated<"policy">) {
  const { policy, manage, paidWith, mandate, ...rest } = useConsoleQuery("policy", hydrated);
  return (
    <>
      <PageHeader
        up={{ href: "/policies", label: "Policies" }}
        title={
          <span className="flex items-center gap-2.5">
            {policy.policyNumber} <PolicyBadge status={policy.status} />
          </span>
        }
        beside={<LiveObject of="policy" cursor={hydrated.shown.cursor} />}
        description={
          <>
            {isolated(policy.packageName)},{" "}
            <IntentLink
              href={`/policies/holders/${policy.policyholderId}`}
              className="underline underline-offset-2"
            >
              {policy.holderName}
            </IntentLink>
          </>
        }
        actions={
          rest.mayRecord && (
            <ButtonLink href={`/policies/${policy.id}/record`} variant="primary">
              <PlusIcon /> Record policy payment
            </ButtonLink>
          )
        }
      />
      <div className="grid items-start gap-4 lg:grid-cols-[1fr_24rem]">
        <Card>
          <CardHeader title="Payments" description="Newest first" />
          {rest.firstHref ? (
            <PastTheEnd firstHref={rest.firstHref} />
          ) : (
            <PolicyPayments payments={rest.payments} />
          )}
          {rest.paged && !rest.firstHref && (
            <Pagination
              newerHref={rest.newerHref}
              olderHref={rest.olderHref}
              summary={`${rest.total} payments`}
            />
          )}
        </Card>
        <div className="grid gap-4">
          <PolicyFacts policy={policy} />
          {paidWith && <MethodCard method={paidWith} manage={manage} />}
          {mandate && <MandateCard policyId={policy.id} standing={mandate} manage={manage} />}
          {manage && (
            <PolicyControls
              policyId={policy.id}
              status={policy.status}
              methodId={policy.paymentMethodId}
              pending={rest.pending}
              methods={rest.methods}
            />
          )}
        </div>
      </div>
    </>
  );
}
