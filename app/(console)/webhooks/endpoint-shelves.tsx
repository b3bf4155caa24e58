import { FilterLinks } from "@/components/filters/filter-links";
import { isFailing } from "@/lib/webhooks/endpoints/count-failing-endpoints";
import type { Endpoint } from "@/lib/webhooks/endpoints/endpoint";

export const ENDPOINT_SHELVES = ["failing", "stopped"] as const;
export type EndpointShelf = (typeof ENDPOINT_SHELVES)[number];

/** Which endpoints are shown. */
export function EndpointShelfLinks({ show }: { show: EndpointShelf | undefined }) {
  const links = ([undefined, ...ENDPOINT_SHELVES] as const).map((shelf) => ({
    href: shelf ? `/webhooks?show=${shelf}` : "/webhooks",
    label: shelf ? LABELS[shelf] : "All",
    current: shelf === show,
  }));
  return <FilterLinks label="Which endpoints" links={links} />;
}

const LABELS: Record<EndpointShelf, string> = { failing: "Failing", stopped: "Paused themselves" };

export function isOnShelf(endpoint: Endpoint, show: EndpointShelf | undefined): boolean {
  if (show === "failing") return isFailing(endpoint);
  return show === undefined || (endpoint.paused !== null && endpoint.paused.reason !== "operator");
}
