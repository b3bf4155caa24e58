import type { ReactNode } from "react";
import { Card, CardHeader } from "@/components/ui/card";
import { IntentLink } from "@/components/ui/intent-link";
import { useReader } from "@/components/ui/reader-context";
import { Time } from "@/components/ui/time";
import { countText } from "@/components/webhooks/count-text";
import { Recent } from "@/components/webhooks/endpoints/endpoint-table";
import { formatNumber } from "@/lib/money/format";
import { deliverySearchAddress } from "@/lib/webhooks/deliveries/list-address";
import type { EndpointHealth } from "@/lib/webhooks/endpoints/health";
import { HEALTH_DELIVERIES_MAX } from "@/lib/webhooks/limits";

/** How an endpoint is doing, in four figures; each leads to what it counts. */
export function EndpointHealthCard({ id, health }: { id: string; health: EndpointHealth }) {
  const { locale } = useReader();
  const { lastSuccessAt, pending, oldestPendingAt, exhausted, more } = health;
  return (
    <Card>
      <CardHeader title="Health" />
      <dl className="grid grid-cols-2 gap-px border-t bg-border sm:grid-cols-4">
        <Figure
          term="Last 24 hours"
          note={more ? `At the last ${formatNumber(HEALTH_DELIVERIES_MAX, locale)} deliveries` : "Attempts"}
        >
          <Recent health={health} />
        </Figure>
        <Figure term="Last success">
          {lastSuccessAt ? <Time at={lastSuccessAt} className="whitespace-normal" /> : "None yet"}
        </Figure>
        <Figure
          term="Waiting"
          note={
            oldestPendingAt && (
              <>
                Since <Time at={oldestPendingAt} className="whitespace-normal" />
              </>
            )
          }
        >
          <CountLink count={pending} href={deliverySearchAddress({ endpoint: id, state: "pending" })} />
        </Figure>
        <Figure term="Failed" note={exhausted > 0 && "Not tried again by itself"}>
          <CountLink count={exhausted} href={deliverySearchAddress({ endpoint: id, state: "exhausted" })} />
        </Figure>
      </dl>
    </Card>
  );
}

function Figure({ term, note, children }: { term: string; note?: ReactNode; children: ReactNode }) {
  return (
    <div className="grid content-start gap-0.5 bg-card px-4 py-3 last:rounded-br-lg sm:first:rounded-bl-lg">
      <dt className="text-muted-foreground text-xs">{term}</dt>
      <dd className="figures font-medium">{children}</dd>
      {note && <dd className="text-muted-foreground text-xs">{note}</dd>}
    </div>
  );
}

function CountLink({ count, href }: { count: number; href: string }) {
  const { locale } = useReader();
  if (count === 0) return countText(0, locale);
  return (
    <IntentLink href={href} className="text-primary hover:underline">
      {countText(count, locale)}
    </IntentLink>
  );
}
