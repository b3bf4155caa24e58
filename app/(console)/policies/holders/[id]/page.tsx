import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { cache } from "react";
import { MethodCard } from "@/app/(console)/policies/method-card";
import { operatorCtx, requireOperator } from "@/app/operator";
import { PolicyTable } from "@/components/policies/policy-table";
import { ButtonLink } from "@/components/ui/button";
import { Card, CardBody, CardHeader } from "@/components/ui/card";
import { PageHeader } from "@/components/ui/page-header";
import { getPolicyholder } from "@/lib/policies/holders/policyholder";
import { listPolicies } from "@/lib/policies/manage-policies";
import { listPaymentMethods } from "@/lib/policies/methods/manage-payment-methods";
import { may } from "@/lib/verb/permissions";
import { problemOf } from "@/lib/verb/problem";
import { AddMethod } from "./add-method";

export async function generateMetadata({ params }: PageProps<"/policies/holders/[id]">): Promise<Metadata> {
  await requireOperator("policies:read");
  const { firstName, lastName } = await found((await params).id);
  return { title: `${firstName} ${lastName}` };
}

const SHOWN_MAX = 100;

export default async function PolicyholderPage({ params }: PageProps<"/policies/holders/[id]">) {
  const operator = await requireOperator("policies:read");
  const [ctx, holder] = [await operatorCtx(), await found((await params).id)];
  const page = { limit: SHOWN_MAX, offset: 0 };
  const [{ methods }, { policies }] = await Promise.all([
    listPaymentMethods({ ctx, input: { policyholderIds: [holder.id], ...page } }),
    listPolicies({ ctx, input: { policyholderId: holder.id, ...page } }),
  ]);
  const manage = may(operator, "policies:manage");
  return (
    <>
      <PageHeader
        up={{ href: "/policies/holders", label: "Policyholders" }}
        title={`${holder.firstName} ${holder.lastName}`}
        description={[holder.email, holder.cellphone].filter(Boolean).join(" · ") || undefined}
        actions={
          manage && (
            <ButtonLink href={`/policies/new?policyholder=${holder.id}`} variant="primary">
              New policy
            </ButtonLink>
          )
        }
      />
      <div className="grid items-start gap-4 lg:grid-cols-[1fr_24rem]">
        <Card>
          <CardHeader title="Policies" />
          {policies.length === 0 ? (
            <CardBody>
              <p className="text-muted-foreground">No policies yet.</p>
            </CardBody>
          ) : (
            <PolicyTable policies={policies} />
          )}
        </Card>
        <div className="grid gap-4">
          {methods.map((method) => (
            <MethodCard key={method.id} method={method} manage={manage} />
          ))}
          {manage && <AddMethod policyholderId={holder.id} />}
        </div>
      </div>
    </>
  );
}

const found = cache(async (id: string) => {
  try {
    return await getPolicyholder({ ctx: await operatorCtx(), input: { id } });
  } catch (err) {
    if (problemOf(err)?.code === "not_found") notFound();
    throw err;
  }
});
