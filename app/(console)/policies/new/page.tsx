import type { Metadata } from "next";
import { operatorCtx, requireOperator } from "@/app/operator";
import { ButtonLink } from "@/components/ui/button";
import { Card, CardBody } from "@/components/ui/card";
import { EmptyState } from "@/components/ui/empty-state";
import { PageHeader } from "@/components/ui/page-header";
import { dayInUtc } from "@/components/ui/time-text";
import { listPolicyholders } from "@/lib/policies/holders/policyholder";
import { listProductModules } from "@/lib/policies/modules/product-module";
import { PolicyForm } from "./policy-form";

export const metadata: Metadata = { title: "New policy" };

const CHOICES_MAX = 500;

export default async function NewPolicyPage({ searchParams }: PageProps<"/policies/new">) {
  await requireOperator("policies:manage");
  const [ctx, given] = await Promise.all([operatorCtx(), searchParams]);
  const [{ policyholders }, modules] = await Promise.all([
    listPolicyholders({ ctx, input: { limit: CHOICES_MAX, offset: 0 } }),
    listProductModules({ ctx }),
  ]);
  const missing =
    modules.length === 0
      ? { href: "/policies/product-modules/new", label: "Make a product module" }
      : policyholders.length === 0
        ? { href: "/policies/holders/new", label: "Add a policyholder" }
        : null;
  return (
    <>
      <PageHeader up={{ href: "/policies", label: "Policies" }} title="New policy" />
      <Card className="max-w-3xl">
        {missing ? (
          <EmptyState
            title="Something has to come first"
            actions={
              <ButtonLink href={missing.href} variant="primary">
                {missing.label}
              </ButtonLink>
            }
          >
            A policy belongs to a policyholder and to a product module.
          </EmptyState>
        ) : (
          <CardBody className="pt-4">
            <PolicyForm
              policyholderId={typeof given.policyholder === "string" ? given.policyholder : ""}
              holders={policyholders.map(({ id, firstName, lastName, merchantId }) => ({
                value: id,
                label: `${firstName} ${lastName}`,
                merchantId,
              }))}
              modules={modules.map(({ id, name, merchantId, billing }) => ({
                value: id,
                label: name,
                merchantId,
                currency: billing.currency,
              }))}
              today={dayInUtc(ctx.now)}
            />
          </CardBody>
        )}
      </Card>
    </>
  );
}
