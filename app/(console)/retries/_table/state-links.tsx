import Link from "next/link";
import { cn } from "@/components/ui/cn";
import type { RetryState } from "@/lib/policies/collection/find-retries";

const STATES: readonly [state: RetryState | undefined, label: string][] = [
  [undefined, "All"],
  ["waiting", "Retry ahead"],
  ["stuck", "Nothing planned"],
];

/** Which failed premiums are shown. */
export function StateLinks({ state }: { state: RetryState | undefined }) {
  return (
    <nav aria-label="Which retries" className="flex gap-1 border-b px-3 py-2">
      {STATES.map(([each, label]) => (
        <Link
          key={label}
          href={each ? `/retries?state=${each}` : "/retries"}
          aria-current={each === state ? "page" : undefined}
          className={cn(
            "rounded-md px-2.5 py-1 text-muted-foreground text-sm hover:bg-hover hover:text-foreground",
            each === state && "bg-muted font-medium text-foreground",
          )}
        >
          {label}
        </Link>
      ))}
    </nav>
  );
}
