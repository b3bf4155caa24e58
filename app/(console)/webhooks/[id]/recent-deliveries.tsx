import { type DeliveryLine, DeliveryTable } from "@/app/(console)/_shared/delivery-table";
import { ButtonLink } from "@/components/ui/button";
import { Card, CardBody, CardHeader } from "@/components/ui/card";
import { deliverySearchAddress } from "@/lib/webhooks/deliveries/list-address";

/** What an endpoint was last sent. */
export function RecentDeliveries({
  endpointId,
  lines,
}: {
  endpointId: string;
  lines: readonly DeliveryLine[];
}) {
  return (
    <Card>
      <CardHeader
        title="Latest deliveries"
        actions={
          lines.length > 0 && (
            <ButtonLink href={deliverySearchAddress({ endpoint: endpointId })} size="sm">
              All deliveries
            </ButtonLink>
          )
        }
      />
      {lines.length > 0 ? (
        <div className="border-t">
          <DeliveryTable
            caption="The latest deliveries to this endpoint, newest first"
            lines={lines}
            showEndpoint={false}
          />
        </div>
      ) : (
        <CardBody className="text-muted-foreground">
          Nothing has been sent yet. A test event shows at once whether the receiver is there.
        </CardBody>
      )}
    </Card>
  );
}
