import { XIcon } from "@/components/ui/icons";
import { IntentLink } from "@/components/ui/intent-link";
import { isolated } from "@/lib/text/isolated";
import type { AppliedFilter } from "./applied-filters";

export function AppliedChips({
  filters,
  clearHref = "/payments",
}: {
  filters: readonly AppliedFilter[];
  clearHref?: string;
}) {
  if (filters.length === 0) return null;
  return (
    <ul aria-label="Applied filters" className="flex flex-wrap items-center gap-1.5">
      {filters.map(({ key, name, value, note, hrefWithout }) => (
        <li key={key} className="flex flex-wrap items-center gap-1.5">
          <IntentLink
            href={hrefWithout}
            aria-label={`Remove the filter ${name}: ${isolated(value)}`}
            className="group inline-flex h-6 max-w-64 items-center gap-1 rounded-full border bg-card pr-1.5 pl-2.5 text-xs hover:bg-hover pointer-coarse:h-9"
          >
            <span className="text-muted-foreground">{name}</span>
            <span className="truncate">{isolated(value)}</span>
            <XIcon className="size-3 shrink-0 text-muted-foreground group-hover:text-foreground" />
          </IntentLink>
          {note && <span className="text-caution text-xs">{note}</span>}
        </li>
      ))}
      {filters.length > 1 && (
        <li>
          <IntentLink
            href={clearHref}
            className="rounded-sm px-1 py-0.5 text-primary text-xs hover:underline"
          >
            Clear all
          </IntentLink>
        </li>
      )}
    </ul>
  );
}
