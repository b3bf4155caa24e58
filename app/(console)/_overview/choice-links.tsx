import { IntentLink } from "@/components/ui/intent-link";

/** A few views of the same page, one of which is shown. Each is an address, so that it can be kept and sent. */
export function ChoiceLinks({
  label,
  choices,
}: {
  label: string;
  choices: readonly { name: string; href: string; current: boolean }[];
}) {
  return (
    <nav aria-label={label} className="flex rounded-md border bg-card p-0.5 shadow-raised">
      {choices.map(({ name, href, current }) => (
        <IntentLink
          key={name}
          href={href}
          aria-current={current ? "true" : undefined}
          className="rounded-sm px-2.5 py-1 text-muted-foreground text-xs hover:text-foreground aria-[current=true]:bg-primary-surface aria-[current=true]:font-medium aria-[current=true]:text-foreground pointer-coarse:py-2.5"
        >
          {name}
        </IntentLink>
      ))}
    </nav>
  );
}
