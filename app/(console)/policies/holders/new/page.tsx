import type { Metadata } from "next";
import { merchantOptions } from "@/app/(console)/policies/merchant-options";
import { requireOperator } from "@/app/operator";
import { Card, CardBody } from "@/components/ui/card";
import { PageHeader } from "@/components/ui/page-header";
import { PolicyholderForm } from "./policyholder-form";

export const metadata: Metadata = { title: "New policyholder" };

export default async function NewPolicyholderPage() {
  await requireOperator("policies:manage");
  return (
    <>
      <PageHeader up={{ href: "/policies/holders", label: "Policyholders" }} title="New policyholder" />
      <Card className="max-w-3xl">
        <CardBody className="pt-4">
          <PolicyholderForm merchants={await merchantOptions()} />
        </CardBody>
      </Card>
    </>
  );
}
