import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { cache } from "react";
import { loadQuery } from "@/app/(console)/_queries/load-query";
import { endpointQuery } from "@/app/(console)/webhooks/[id]/endpoint-query";
import { operatorCtx, requireOperator } from "@/app/operator";
import { choosableGroups } from "@/components/webhooks/endpoints/choosable-groups";
import { endpointName } from "@/components/webhooks/endpoints/endpoint-name";
import { merchantChoices } from "@/lib/merchants/merchant-choices";
import { EditEndpoint } from "./edit-endpoint";

type Props = PageProps<"/webhooks/[id]/edit">;

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  await requireOperator("webhooks:manage");
  const { endpoint } = (await shownOf((await params).id)).data;
  return { title: `Edit ${endpointName(endpoint.url)}` };
}

export default async function EditEndpointPage({ params }: Props) {
  await requireOperator("webhooks:manage");
  const [{ id }, ctx] = await Promise.all([params, operatorCtx()]);
  const shown = await shownOf(id);
  if (shown.data.endpoint.deletedAt) notFound();
  return (
    <EditEndpoint
      params={paramsOf(id).toString()}
      shown={shown}
      groups={choosableGroups()}
      merchants={await merchantChoices({ ctx })}
    />
  );
}

const shownOf = cache((id: string) => loadQuery(endpointQuery, paramsOf(id)));

function paramsOf(id: string): URLSearchParams {
  return new URLSearchParams({ id });
}
