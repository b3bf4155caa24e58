import type { Metadata } from "next";
import { NewEndpointForm } from "@/app/(console)/webhooks/endpoint-form";
import { operatorCtx, requireOperator } from "@/app/operator";
import { Card } from "@/components/ui/card";
import { PageHeader } from "@/components/ui/page-header";
import { choosableGroups } from "@/components/webhooks/endpoints/choosable-groups";
import { merchantChoices } from "@/lib/merchants/merchant-choices";

export const metadata: Metadata = { title: "Add an endpoint" };

export default async function NewEndpointPage() {
  await requireOperator("webhooks:manage");
  const merchants = await merchantChoices({ ctx: await operatorCtx() });
  return (
    <div className="mx-auto max-w-3xl">
      <PageHeader
        up={{ href: "/webhooks", label: "Webhooks" }}
        title="Add an endpoint"
        description="It is sent what happens from now on. The secret that its messages are signed with is shown next."
      />
      <Card className="p-4 sm:p-5">
        <NewEndpointForm groups={choosableGroups()} merchants={merchants} />
      </Card>
    </div>
  );
}
