import type { Metadata } from "next";
import { loadQuery } from "@/app/(console)/_queries/load-query";
import { deliveryQuery } from "./delivery-query";
import { ShownDelivery } from "./shown-delivery";

export const metadata: Metadata = { title: "Webhook delivery" };

export default async function DeliveryPage({ params, searchParams }: PageProps<"/webhooks/deliveries/[id]">) {
  const [{ id }, { attempt }] = await Promise.all([params, searchParams]);
  const asked = new URLSearchParams({ id, ...(typeof attempt === "string" && { attempt }) });
  return <ShownDelivery params={asked.toString()} shown={await loadQuery(deliveryQuery, asked)} />;
}
