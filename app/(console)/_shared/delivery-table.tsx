import { RowLink } from "@/components/ui/row-link";
import { shortenId } from "@/components/ui/short-id";
import { Cell, HeaderCell, Table, TableBody, TableHead, TableRow } from "@/components/ui/table";
import { Time } from "@/components/ui/time";
import { DeliveryStateBadge, outcomeText } from "@/components/webhooks/deliveries/delivery-state";
import { endpointName } from "@/components/webhooks/endpoints/endpoint-name";
import { spellId } from "@/lib/ids";
import type { Delivery } from "@/lib/webhooks/deliveries/delivery";
import { ResendButton } from "./resend-button";

/** A delivery as a row shows it. */
export type ListedDelivery = Omit<Delivery, "endpointId" | "eventId" | "paymentId">;

/** A delivery, and whether its row offers to send it again. */
export interface DeliveryLine {
  delivery: ListedDelivery;
  resendable: boolean;
}

export function DeliveryTable({
  caption,
  lines,
  showEndpoint,
}: {
  caption: string;
  lines: readonly DeliveryLine[];
  showEndpoint: boolean;
}) {
  return (
    <Table caption={caption}>
      <TableHead>
        <HeaderCell>Event</HeaderCell>
        {showEndpoint && <HeaderCell>Endpoint</HeaderCell>}
        <HeaderCell>State</HeaderCell>
        <HeaderCell>Last attempt</HeaderCell>
        <HeaderCell>Created</HeaderCell>
        <HeaderCell>
          <span className="sr-only">Actions</span>
        </HeaderCell>
      </TableHead>
      <TableBody>
        {lines.map((line) => (
          <Row key={line.delivery.id} line={line} showEndpoint={showEndpoint} />
        ))}
      </TableBody>
    </Table>
  );
}

function Row({
  line: { delivery, resendable },
  showEndpoint,
}: {
  line: DeliveryLine;
  showEndpoint: boolean;
}) {
  const { id, type, state, createdAt, endpointUrl } = delivery;
  return (
    <TableRow data-row className="relative">
      <Cell>
        <RowLink
          href={`/webhooks/deliveries/${spellId("wd", id)}`}
          className="font-mono text-xs font-normal max-sm:break-all max-sm:whitespace-normal"
        >
          {type}
        </RowLink>
      </Cell>
      {showEndpoint && (
        <Cell label="Endpoint" className="max-w-60 max-sm:max-w-none">
          <span className="block truncate" title={endpointUrl}>
            {endpointName(endpointUrl)}
          </span>
        </Cell>
      )}
      <Cell label="State">
        <DeliveryStateBadge delivery={delivery} />
      </Cell>
      <Cell label="Last attempt" className="text-muted-foreground">
        <LastAndNext delivery={delivery} />
      </Cell>
      <Cell label="Created" className="text-muted-foreground">
        <Time at={createdAt} />
      </Cell>
      <Cell className="text-right max-sm:justify-end">
        {resendable && (
          <ResendButton
            id={id}
            attempts={delivery.attempts}
            name={`${type} ${shortenId(spellId("wd", id))}`}
            waiting={state === "pending"}
            size="sm"
            className="above-row -my-1"
          />
        )}
      </Cell>
    </TableRow>
  );
}

function LastAndNext({ delivery }: { delivery: ListedDelivery }) {
  const { attempts, nextAttemptAt, sending, endpointState } = delivery;
  return (
    <span className="grid max-sm:text-right">
      <span>
        {outcomeText(delivery)}
        {attempts > 1 && <span className="whitespace-nowrap text-xs"> · {attempts} attempts</span>}
      </span>
      {nextAttemptAt && !sending && (endpointState === "active" || endpointState === "paused") && (
        <span className="text-xs">
          {endpointState === "active" ? (
            <>
              Next: <Time at={nextAttemptAt} show="full" />
            </>
          ) : (
            "Next: when the endpoint is resumed"
          )}
        </span>
      )}
    </span>
  );
}
