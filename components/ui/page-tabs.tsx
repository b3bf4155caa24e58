import { cn } from "./cn";
import { IntentLink } from "./intent-link";

/** Pages that belong together, one of which is shown. */
export function PageTabs<Href extends string>({
  label,
  tabs,
  current,
}: {
  /** What they are tabs of, for those who cannot see. */
  label: string;
  tabs: readonly (readonly [href: Href, label: string])[];
  current: Href;
}) {
  return (
    <nav aria-label={label} className="mb-4 flex gap-1 border-b">
      {tabs.map(([href, text]) => (
        <IntentLink
          key={href}
          href={href}
          aria-current={href === current ? "page" : undefined}
          className={cn(
            "-mb-px border-transparent border-b-2 px-3 py-2 text-muted-foreground hover:text-foreground",
            href === current && "border-primary font-medium text-foreground",
          )}
        >
          {text}
        </IntentLink>
      ))}
    </nav>
  );
}
