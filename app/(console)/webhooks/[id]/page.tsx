import type { Metadata } from "next";
import { cache } from "react";
import { loadQuery } from "@/app/(console)/_queries/load-query";
import { endpointName } from "@/components/webhooks/endpoints/endpoint-name";
import { endpointQuery } from "./endpoint-query";
import { ShownEndpoint } from "./shown-endpoint";

type Props = PageProps<"/webhooks/[id]">;

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { endpoint } = (await shownOf((await params).id)).data;
  return { title: endpointName(endpoint.url) };
}

export default async function EndpointPage({ params }: Props) {
  const { id } = await params;
  return <ShownEndpoint params={paramsOf(id).toString()} shown={await shownOf(id)} />;
}

const shownOf = cache((id: string) => loadQuery(endpointQuery, paramsOf(id)));

function paramsOf(id: string): URLSearchParams {
  return new URLSearchParams({ id });
}
