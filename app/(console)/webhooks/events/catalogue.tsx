import { Card, CardHeader } from "@/components/ui/card";
import { ChevronRightIcon } from "@/components/ui/icons";
import { CodeBox } from "@/components/webhooks/code-box";
import { EVENT_GROUPS, EVENT_TYPES, type EventType } from "@/lib/webhooks/event-types";
import { examplePayload } from "@/lib/webhooks/example-message";

/** Every event there is, in its group; an example of each is one press away. */
export function Catalogue() {
  return EVENT_GROUPS.map((group) => (
    <Card key={group} id={anchorOf(group)} className="scroll-mt-24">
      <CardHeader title={group} />
      <ul className="border-t">
        {EVENT_TYPES.filter((event) => event.group === group).map((event) => (
          <EventRow key={event.type} event={event} />
        ))}
      </ul>
    </Card>
  ));
}

export function anchorOf(group: string): string {
  return group.toLowerCase().replaceAll(" ", "-");
}

function EventRow({ event }: { event: EventType }) {
  return (
    <li id={event.type} className="scroll-mt-24 border-b last:border-b-0">
      <details className="group">
        <summary className="grid cursor-pointer gap-x-4 px-4 py-2.5 hover:bg-hover/60 focus-visible:-outline-offset-2 sm:grid-cols-[18rem_1fr]">
          <span className="flex items-center gap-2">
            <ChevronRightIcon className="size-3.5 shrink-0 text-muted-foreground transition-transform group-open:rotate-90" />
            <span className="break-all font-mono text-xs leading-5">{event.type}</span>
          </span>
          <span className="text-muted-foreground max-sm:pl-5.5">{event.description}</span>
        </summary>
        <div className="px-4 pb-4">
          <CodeBox name={`Example of ${event.type}`} text={indented(examplePayload(event))} />
        </div>
      </details>
    </li>
  );
}

// For people. On the wire there are no spaces.
function indented(json: string): string {
  return JSON.stringify(JSON.parse(json), null, 2);
}
