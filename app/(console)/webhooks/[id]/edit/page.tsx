import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { loadEndpoint } from "@/app/(console)/webhooks/[id]/load-endpoint";
import { EditEndpointForm } from "@/app/(console)/webhooks/endpoint-form";
import { operatorCtx, requireOperator } from "@/app/operator";
import { Card } from "@/components/ui/card";
import { PageHeader } from "@/components/ui/page-header";
import { choosableGroups } from "@/components/webhooks/endpoints/choosable-groups";
import { endpointName } from "@/components/webhooks/endpoints/endpoint-name";
import { spellId } from "@/lib/ids";
import { merchantChoices } from "@/lib/merchants/merchant-choices";

export async function generateMetadata({ params }: PageProps<"/webhooks/[id]/edit">): Promise<Metadata> {
  await requireOperator("webhooks:manage");
  const { endpoint } = await loadEndpoint((await params).id);
  return { title: `Edit ${endpointName(endpoint.url)}` };
}

export default async function EditEndpointPage({ params }: PageProps<"/webhooks/[id]/edit">) {
  await requireOperator("webhooks:manage");
  const [{ endpoint }, ctx] = await Promise.all([loadEndpoint((await params).id), operatorCtx()]);
  if (endpoint.deletedAt) notFound();
  const href = `/webhooks/${spellId("we", endpoint.id)}`;
  const { url, description, eventTypes, merchant } = endpoint;
  return (
    <div className="mx-auto max-w-3xl">
      <PageHeader
        up={{ href, label: endpointName(url) }}
        title="Edit the endpoint"
        description="What waits to be sent goes to the address as it is then. The secret stays the same."
      />
      <Card className="p-4 sm:p-5">
        <EditEndpointForm
          id={endpoint.id}
          href={href}
          values={{ url, description, eventTypes, merchantId: merchant?.id ?? null }}
          groups={choosableGroups()}
          merchants={await merchantChoices({ ctx })}
        />
      </Card>
    </div>
  );
}
