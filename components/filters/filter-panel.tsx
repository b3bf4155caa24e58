import type { ReactNode } from "react";
import { Button } from "@/components/ui/button";
import { Popover } from "@/components/ui/popover";

/** Filters behind a button that says how many of them are applied. */
export function FilterPanel({
  icon,
  label,
  applied,
  className,
  children,
}: {
  icon: ReactNode;
  label: string;
  applied: number;
  className: string;
  children: ReactNode;
}) {
  return (
    <Popover
      trigger={
        <>
          {icon} {label} <AppliedCount of={applied} />
        </>
      }
      className={className}
    >
      {children}
      <Button type="submit" variant="primary" className="mt-3 w-full">
        Apply
      </Button>
    </Popover>
  );
}

function AppliedCount({ of }: { of: number }) {
  if (of === 0) return null;
  return (
    <span className="figures rounded-sm bg-primary-surface px-1 font-semibold text-primary text-xs">
      <span className="sr-only">applied: </span>
      {of}
    </span>
  );
}
