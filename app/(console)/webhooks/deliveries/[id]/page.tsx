import type { Metadata } from "next";
import { cache } from "react";
import { loadQuery } from "@/app/(console)/_queries/load-query";
import { deliveryQuery } from "./delivery-query";
import { ShownDelivery } from "./shown-delivery";

type Props = PageProps<"/webhooks/deliveries/[id]">;

export async function generateMetadata(props: Props): Promise<Metadata> {
  const { delivery } = (await shownOf(await askedIn(props))).data;
  return { title: `Delivery of ${delivery.type}` };
}

export default async function DeliveryPage(props: Props) {
  const params = await askedIn(props);
  return <ShownDelivery params={params} shown={await shownOf(params)} />;
}

async function askedIn({ params, searchParams }: Props): Promise<string> {
  const [{ id }, { attempt }] = await Promise.all([params, searchParams]);
  return new URLSearchParams({ id, ...(typeof attempt === "string" && { attempt }) }).toString();
}

const shownOf = cache((params: string) => loadQuery(deliveryQuery, new URLSearchParams(params)));
