import { FilterLinks } from "@/components/filters/filter-links";

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
