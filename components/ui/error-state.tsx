import type { ReactNode } from "react";
import { CircleAlertIcon } from "./icons";

/** What happened, the request id to quote, and a way to try again. */
export function ErrorState({
  title,
  children,
  requestId,
  actions,
}: {
  title: string;
  children?: ReactNode;
  requestId?: string;
  actions?: ReactNode;
}) {
  return (
    <div role="alert" className="mx-auto grid max-w-md justify-items-center gap-2 px-4 py-12 text-center">
      <span className="mb-1 grid size-10 place-items-center rounded-lg bg-negative-surface text-negative">
        <CircleAlertIcon className="size-5" />
      </span>
      <p className="font-semibold">{title}</p>
      {children && <div className="text-balance text-muted-foreground">{children}</div>}
      {requestId && (
        <p className="text-muted-foreground text-xs">
          Request <span className="select-all break-all font-mono text-foreground">{requestId}</span>
        </p>
      )}
      {actions && <div className="mt-3 flex flex-wrap justify-center gap-2">{actions}</div>}
    </div>
  );
}
