import { FilterLinks } from "@/components/filters/filter-links";
import type { RetryState } from "@/lib/policies/collection/find-retries";

const STATES: readonly [state: RetryState | undefined, label: string][] = [
  [undefined, "All"],
  ["waiting", "Retry ahead"],
  ["stuck", "Nothing planned"],
];

/** Which failed premiums are shown. */
export function StateLinks({ state }: { state: RetryState | undefined }) {
  const links = STATES.map(([each, label]) => ({
    href: each ? `/retries?state=${each}` : "/retries",
    label,
    current: each === state,
  }));
  return <FilterLinks label="Which retries" links={links} />;
}
