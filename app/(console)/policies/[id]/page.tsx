import type { Metadata } from "next";
import Link from "next/link";
import { MethodCard } from "@/app/(console)/policies/method-card";
import { operatorCtx, requireOperator } from "@/app/operator";
import { PolicyBadge } from "@/components/policies/policy-badges";
import { ButtonLink } from "@/components/ui/button";
import { Card, CardHeader } from "@/components/ui/card";
import { currentReader } from "@/components/ui/current-reader";
import { PlusIcon } from "@/components/ui/icons";
import { PageHeader } from "@/components/ui/page-header";
import { Pagination } from "@/components/ui/pagination";
import { mandateStanding } from "@/lib/policies/mandates/mandate-standing";
import { listPaymentMethods } from "@/lib/policies/methods/manage-payment-methods";
import { methodName } from "@/lib/policies/methods/payment-method-name";
import { listPolicyPayments } from "@/lib/policies/payments/list-policy-payments";
import { PAGE_SIZE_DEFAULT } from "@/lib/policies/wire-queries";
import { may } from "@/lib/verb/permissions";
import { loadPolicy } from "./load-policy";
import { MandateCard } from "./mandate-card";
import { PolicyControls } from "./policy-controls";
import { PolicyFacts } from "./policy-facts";
import { PolicyPayments } from "./policy-payments";

export async function generateMetadata({ params }: PageProps<"/policies/[id]">): Promise<Metadata> {
  await requireOperator("policies:read");
  const { policyNumber } = await loadPolicy((await params).id);
  return { title: `Policy ${policyNumber}` };
}

const METHODS_MAX = 100;

export default async function PolicyPage({ params, searchParams }: PageProps<"/policies/[id]">) {
  const operator = await requireOperator("policies:read");
  const [ctx, given] = await Promise.all([operatorCtx(), searchParams]);
  const policy = await loadPolicy((await params).id);
  const page = Math.max(1, Number.parseInt(String(given.page ?? "1"), 10) || 1);
  const [
    { payments, total },
    {
      payments: [newest],
    },
    { methods },
    { total: pending },
    standing,
    { locale },
  ] = await Promise.all([
    listPolicyPayments({
      ctx,
      input: { policyId: policy.id, limit: PAGE_SIZE_DEFAULT, offset: (page - 1) * PAGE_SIZE_DEFAULT },
    }),
    listPolicyPayments({ ctx, input: { policyId: policy.id, limit: 1, offset: 0 } }),
    listPaymentMethods({
      ctx,
      input: { policyholderIds: [policy.policyholderId], limit: METHODS_MAX, offset: 0 },
    }),
    listPolicyPayments({ ctx, input: { policyId: policy.id, status: ["pending"], limit: 1, offset: 0 } }),
    mandateStanding({ ctx, input: { policyId: policy.id } }),
    currentReader(),
  ]);
  const assigned = methods.find(({ id }) => id === policy.paymentMethodId);
  const paidWith = assigned ?? methods.find(({ id }) => id === newest?.paymentMethodId);
  const manage = may(operator, "policies:manage");
  return (
    <>
      <PageHeader
        up={{ href: "/policies", label: "Policies" }}
        title={
          <span className="flex items-center gap-2.5">
            {policy.policyNumber} <PolicyBadge status={policy.status} />
          </span>
        }
        description={
          <>
            {policy.packageName},{" "}
            <Link
              href={`/policies/holders/${policy.policyholderId}`}
              className="underline underline-offset-2"
            >
              {policy.holderName}
            </Link>
          </>
        }
        actions={
          may(operator, "payments:create") && (
            <ButtonLink href={`/policies/${policy.id}/record`} variant="primary">
              <PlusIcon /> Record policy payment
            </ButtonLink>
          )
        }
      />
      <div className="grid items-start gap-4 lg:grid-cols-[1fr_24rem]">
        <Card>
          <CardHeader title="Payments" description="Newest first" />
          <PolicyPayments payments={payments} />
          {total > PAGE_SIZE_DEFAULT && (
            <Pagination
              newerHref={page > 1 ? `/policies/${policy.id}?page=${page - 1}` : null}
              olderHref={page * PAGE_SIZE_DEFAULT < total ? `/policies/${policy.id}?page=${page + 1}` : null}
              summary={`${total} payments`}
            />
          )}
        </Card>
        <div className="grid gap-4">
          <PolicyFacts policy={policy} locale={locale} />
          {paidWith && <MethodCard method={paidWith} manage={manage} />}
          {assigned && <MandateCard policyId={policy.id} standing={standing} manage={manage} />}
          {manage && (
            <PolicyControls
              policyId={policy.id}
              status={policy.status}
              methodId={policy.paymentMethodId}
              pending={pending}
              methods={methods.map((method) => ({ value: method.id, label: methodName(method) }))}
            />
          )}
        </div>
      </div>
    </>
  );
}
