import { DeliveryTable } from "@/app/(console)/_shared/delivery-table";
import { toLines } from "@/app/(console)/_shared/to-lines";
import { operatorCtx } from "@/app/operator";
import { ButtonLink } from "@/components/ui/button";
import { Card, CardBody, CardHeader } from "@/components/ui/card";
import { currentReader } from "@/components/ui/current-reader";
import { deliverySearchAddress } from "@/lib/webhooks/deliveries/list-address";
import { searchDeliveries } from "@/lib/webhooks/deliveries/search-deliveries";

const ROWS = 10;

/** What an endpoint was last sent. */
export async function RecentDeliveries({ endpointId }: { endpointId: string }) {
  const [ctx, reader] = await Promise.all([operatorCtx(), currentReader()]);
  const search = { endpoint: endpointId };
  const { rows } = await searchDeliveries({
    ctx,
    input: { search, timeZone: reader.timeZone, rowsMax: ROWS },
  });
  return (
    <Card>
      <CardHeader
        title="Latest deliveries"
        actions={
          rows.length > 0 && (
            <ButtonLink href={deliverySearchAddress(search)} size="sm">
              All deliveries
            </ButtonLink>
          )
        }
      />
      {rows.length > 0 ? (
        <div className="border-t">
          <DeliveryTable
            caption="The latest deliveries to this endpoint, newest first"
            lines={toLines(rows, ctx)}
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
