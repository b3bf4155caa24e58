import type { Metadata } from "next";
import { requireOperator } from "@/app/operator";
import { PageHeader } from "@/components/ui/page-header";
import { WebhookTabs } from "@/components/webhooks/webhook-tabs";
import { EVENT_GROUPS } from "@/lib/webhooks/event-types";
import { anchorOf, Catalogue } from "./catalogue";
import { HowItIsSent } from "./how-it-is-sent";

export const metadata: Metadata = { title: "Webhook events" };

export default async function EventsPage() {
  await requireOperator("webhooks:read");
  return (
    <>
      <PageHeader
        title="Webhooks"
        description="Everything that can be sent, with an example of each, and how to know that it is from here."
      />
      <WebhookTabs current="/webhooks/events" />
      <div className="grid grid-cols-1 gap-4">
        <HowItIsSent />
        <nav aria-label="Groups of events" className="flex flex-wrap gap-x-4 gap-y-1 px-1">
          {EVENT_GROUPS.map((group) => (
            <a key={group} href={`#${anchorOf(group)}`} className="text-primary hover:underline">
              {group}
            </a>
          ))}
        </nav>
        <Catalogue />
      </div>
    </>
  );
}
