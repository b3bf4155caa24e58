import { PageTabs } from "@/components/ui/page-tabs";

const TABS = [
  ["/webhooks", "Endpoints"],
  ["/webhooks/deliveries", "Deliveries"],
  ["/webhooks/events", "Events"],
] as const;

/** Where events go, what was sent, and what there is to be sent. */
export function WebhookTabs({ current }: { current: (typeof TABS)[number][0] }) {
  return <PageTabs label="Webhooks" tabs={TABS} current={current} />;
}
