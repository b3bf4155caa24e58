import { CheckboxInput } from "@/components/forms/inputs";
import { CheckboxField } from "@/components/ui/checkbox";
import type { EventGroup } from "@/lib/webhooks/event-types";

/** The events of one group, to choose from. */
export interface ChoosableGroup {
  group: EventGroup;
  types: readonly { type: string; description: string }[];
}

export function EventChoice({
  groups,
  describedBy,
}: {
  groups: readonly ChoosableGroup[];
  describedBy: string | undefined;
}) {
  return (
    <div className="grid gap-4 rounded-md border bg-background p-4">
      {groups.map(({ group, types }) => (
        <fieldset key={group} aria-describedby={describedBy}>
          <legend className="mb-1.5 font-medium text-muted-foreground text-xs">{group}</legend>
          <div className="grid gap-x-6 gap-y-1.5 lg:grid-cols-2">
            {types.map(({ type, description }) => (
              <CheckboxField
                key={type}
                htmlFor={type}
                className="content-start"
                label={<span className="break-all font-mono font-normal text-xs">{type}</span>}
                hint={description}
                control={<CheckboxInput id={type} name="eventTypes" value={type} />}
              />
            ))}
          </div>
        </fieldset>
      ))}
    </div>
  );
}
