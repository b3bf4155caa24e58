import { Card, CardBody, CardHeader } from "@/components/ui/card";
import { Definition, DefinitionList } from "@/components/ui/definition-list";
import { IntentLink } from "@/components/ui/intent-link";
import { ShortId } from "@/components/ui/short-id";
import { Time } from "@/components/ui/time";
import { endpointName } from "@/components/webhooks/endpoints/endpoint-name";
import { spellId } from "@/lib/ids";
import { requestSearchAddress } from "@/lib/requests/list-address";
import type { DeliveryDetail } from "@/lib/webhooks/deliveries/get-delivery";
import { deliverySearchAddress } from "@/lib/webhooks/deliveries/list-address";

export function DeliveryFacts({
  detail: { delivery, event },
  readsRequests,
}: {
  detail: DeliveryDetail;
  readsRequests: boolean;
}) {
  return (
    <Card>
      <CardHeader title="Facts" />
      <CardBody>
        <DefinitionList className="grid-cols-[5rem_1fr]">
          <Definition term="Endpoint">
            <IntentLink
              href={`/webhooks/${spellId("we", delivery.endpointId)}`}
              className="break-all text-primary hover:underline"
            >
              {endpointName(delivery.endpointUrl)}
            </IntentLink>
          </Definition>
          {event.paymentId && (
            <Definition term="Payment">
              <IntentLink
                href={`/payments/${spellId("pay", event.paymentId)}`}
                className="text-primary hover:underline"
              >
                <ShortId id={spellId("pay", event.paymentId)} copies={false} />
              </IntentLink>
            </Definition>
          )}
          <Definition term="Happened">
            <Time at={event.occurredAt} show="full" />
          </Definition>
          <Definition term="Event id">
            <ShortId id={spellId("evt", event.eventId)} name="event id" />
          </Definition>
          <Definition term="Delivery id">
            <ShortId id={spellId("wd", delivery.id)} name="delivery id" />
          </Definition>
          <Definition term="Request">
            <RequestId id={event.requestId} readable={readsRequests} />
          </Definition>
        </DefinitionList>
        <IntentLink
          href={deliverySearchAddress({ event: event.eventId })}
          className="mt-3 inline-block text-primary text-xs hover:underline"
        >
          The same event at every endpoint
        </IntentLink>
      </CardBody>
    </Card>
  );
}

/** The request that made it happen; in the log only if it was one at a door. */
function RequestId({ id, readable }: { id: string; readable: boolean }) {
  if (!readable) return <ShortId id={id} name="request id" />;
  return (
    <IntentLink href={requestSearchAddress({ request: id })} className="text-primary hover:underline">
      <ShortId id={id} copies={false} />
    </IntentLink>
  );
}
