import { Button } from "./button";

/** How many of a button's filters are applied; nothing where none is. */
export function AppliedCount({ of }: { of: number }) {
  if (of === 0) return null;
  return (
    <span className="figures rounded-sm bg-primary-surface px-1 font-semibold text-primary text-xs">
      <span className="sr-only">applied: </span>
      {of}
    </span>
  );
}

/** How many of them are set. */
export function applied(filters: readonly (string | undefined)[]): number {
  return filters.filter(Boolean).length;
}

/** Ends a panel of filters. */
export function ApplyFilters() {
  return (
    <Button type="submit" variant="primary" className="mt-3 w-full">
      Apply
    </Button>
  );
}
