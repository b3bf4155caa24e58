import { FilterLinks } from "@/components/filters/filter-links";
import { Badge, type Tone } from "@/components/ui/badge";
import { Card, CardBody, CardHeader } from "@/components/ui/card";
import {
  AlertIcon,
  CircleCheckIcon,
  CircleDashedIcon,
  HourglassIcon,
  type Icon,
} from "@/components/ui/icons";
import { IntentLink } from "@/components/ui/intent-link";
import { ShortId, shortenId } from "@/components/ui/short-id";
import { Cell, HeaderCell, Table, TableBody, TableHead, TableRow } from "@/components/ui/table";
import { Time } from "@/components/ui/time";
import type { ShownEvent } from "@/lib/connections/latest-events";
import { EVENTS_SHOWN_MAX } from "@/lib/connections/limits";
import { spellId } from "@/lib/ids";
import { ApplyAgain } from "./apply-again";

/** What the provider has told, newest first, and what became of it. */
export function ConnectionEventsCard({
  connectionId,
  events,
  failedOnly,
  manage,
}: {
  connectionId: string;
  events: readonly ShownEvent[];
  failedOnly: boolean;
  manage: boolean;
}) {
  const href = `/settings/providers/${spellId("con", connectionId)}`;
  return (
    <Card>
      <CardHeader
        title="What it told"
        description={`The latest ${EVENTS_SHOWN_MAX}, each stored once before the provider is answered`}
      />
      <FilterLinks
        label="Which events"
        links={[
          { href, label: "All", current: !failedOnly },
          { href: `${href}?show=failed`, label: "Could not be applied", current: failedOnly },
        ]}
      />
      {events.length === 0 ? (
        <CardBody className="pt-4 text-muted-foreground">
          {failedOnly ? "Everything it told could be applied." : "It has told nothing yet."}
        </CardBody>
      ) : (
        <EventTable events={events} manage={manage} />
      )}
    </Card>
  );
}

function EventTable({ events, manage }: { events: readonly ShownEvent[]; manage: boolean }) {
  return (
    <Table caption="What the provider told, newest first">
      <TableHead>
        <HeaderCell>Event</HeaderCell>
        <HeaderCell>State</HeaderCell>
        <HeaderCell>Happened</HeaderCell>
        <HeaderCell>Came</HeaderCell>
        <HeaderCell>Payment</HeaderCell>
        <HeaderCell>
          <span className="sr-only">Actions</span>
        </HeaderCell>
      </TableHead>
      <TableBody>
        {events.map((event) => (
          <EventRow key={event.id} event={event} manage={manage} />
        ))}
      </TableBody>
    </Table>
  );
}

const STATES: Record<ShownEvent["state"], { label: string; tone: Tone; icon: Icon }> = {
  waiting: { label: "Waiting", tone: "notice", icon: HourglassIcon },
  applied: { label: "Applied", tone: "positive", icon: CircleCheckIcon },
  ignored: { label: "Nothing to do", tone: "neutral", icon: CircleDashedIcon },
  failed: { label: "Could not be applied", tone: "negative", icon: AlertIcon },
};

const CAME: Record<ShownEvent["source"], string> = {
  message: "as a signed message",
  poll: "when asked",
  mirror: "when the account was read",
};

function EventRow({ event, manage }: { event: ShownEvent; manage: boolean }) {
  const { label, tone, icon } = STATES[event.state];
  return (
    <TableRow>
      <Cell className="max-w-80 max-sm:max-w-none">
        <span className="grid min-w-0">
          <span className="font-mono text-xs wrap-anywhere">{event.type}</span>
          <ShortId id={event.eventId} name="the provider’s event id" className="text-muted-foreground" />
          {event.problem && <span className="text-negative text-xs wrap-anywhere">{event.problem}</span>}
        </span>
      </Cell>
      <Cell label="State">
        <Badge tone={tone} icon={icon}>
          {label}
        </Badge>
      </Cell>
      <Cell label="Happened">
        <Time at={event.occurredAt} />
      </Cell>
      <Cell label="Came">
        <span className="grid">
          <Time at={event.receivedAt} />
          <span className="text-muted-foreground text-xs">{CAME[event.source]}</span>
        </span>
      </Cell>
      <Cell label="Payment">
        {event.paymentId ? (
          <IntentLink
            href={`/payments/${spellId("pay", event.paymentId)}`}
            className="hover:text-primary hover:underline"
          >
            <ShortId id={spellId("pay", event.paymentId)} copies={false} />
          </IntentLink>
        ) : (
          <span className="text-muted-foreground">None</span>
        )}
      </Cell>
      <Cell className="text-right">
        {manage && event.state === "failed" && (
          <ApplyAgain id={event.id} name={`${event.type} ${shortenId(event.eventId)}`} />
        )}
      </Cell>
    </TableRow>
  );
}
