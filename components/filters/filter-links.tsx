import { cn } from "@/components/ui/cn";
import { IntentLink } from "@/components/ui/intent-link";

/** A few ways to look at one list, each an address of its own. */
export function FilterLinks({
  label,
  links,
}: {
  label: string;
  links: readonly { href: string; label: string; current: boolean }[];
}) {
  return (
    <nav aria-label={label} className="flex flex-wrap gap-1 border-b px-3 py-2">
      {links.map(({ href, label: each, current }) => (
        <IntentLink
          key={href}
          href={href}
          aria-current={current ? "page" : undefined}
          className={cn(
            "rounded-md px-2.5 py-1 text-muted-foreground text-sm hover:bg-hover hover:text-foreground",
            current && "bg-muted font-medium text-foreground",
          )}
        >
          {each}
        </IntentLink>
      ))}
    </nav>
  );
}
