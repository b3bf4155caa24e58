"use client";

import { useEffect, useSyncExternalStore } from "react";
import { Button } from "./button";
import { cn } from "./cn";
import { CircleAlertIcon, CircleCheckIcon, InfoIcon, XIcon } from "./icons";
import { IntentLink } from "./intent-link";
import { currentToasts, dismissToast, subscribeToasts, type Toast } from "./toast";

const SHOWN_MS = 6_000;
const NONE: readonly Toast[] = [];
const ICONS = { positive: CircleCheckIcon, negative: CircleAlertIcon, neutral: InfoIcon };
const COLOURS = { positive: "text-positive", negative: "text-negative", neutral: "text-muted-foreground" };

/** Where toasts appear. The region is always there, so that what arrives in it is read out. */
export function Toaster() {
  const toasts = useSyncExternalStore(subscribeToasts, currentToasts, () => NONE);
  return (
    <section
      aria-label="Notifications"
      aria-live="polite"
      className="pointer-events-none fixed inset-x-4 bottom-4 z-50 grid justify-items-end gap-2 sm:left-auto sm:w-88"
    >
      {toasts.map((each) => (
        <ToastCard key={each.id} toast={each} />
      ))}
    </section>
  );
}

function ToastCard({ toast }: { toast: Toast }) {
  const Icon = ICONS[toast.tone];
  useEffect(() => {
    const timer = setTimeout(() => dismissToast(toast.id), SHOWN_MS);
    return () => clearTimeout(timer);
  }, [toast.id]);
  return (
    <div className="pointer-events-auto flex w-full items-start gap-2.5 rounded-lg border bg-popover py-2.5 pr-2 pl-3 shadow-floating">
      <Icon className={cn("mt-0.5 size-4 shrink-0", COLOURS[toast.tone])} />
      <div className="grid min-w-0 flex-1 gap-0.5">
        <p className="font-medium">{toast.title}</p>
        {toast.detail && <p className="text-muted-foreground text-xs">{toast.detail}</p>}
        {toast.link && (
          <IntentLink href={toast.link.href} className="text-primary text-xs underline">
            {toast.link.label}
          </IntentLink>
        )}
      </div>
      <Button variant="ghost" size="icon-sm" aria-label="Dismiss" onClick={() => dismissToast(toast.id)}>
        <XIcon />
      </Button>
    </div>
  );
}
