import { cva, type VariantProps } from "class-variance-authority";
import type { ReactNode } from "react";
import { cn } from "./cn";
import { AlertIcon, CircleAlertIcon, CircleCheckIcon, InfoIcon } from "./icons";

const look = cva("flex items-start gap-2.5 rounded-lg border px-3 py-2.5 text-sm", {
  variants: {
    tone: {
      notice: "border-notice/25 bg-notice-surface text-notice",
      positive: "border-positive/25 bg-positive-surface text-positive",
      caution: "border-caution/30 bg-caution-surface text-caution",
      negative: "border-negative/25 bg-negative-surface text-negative",
    },
  },
  defaultVariants: { tone: "notice" },
});

const ICONS = { notice: InfoIcon, positive: CircleCheckIcon, caution: AlertIcon, negative: CircleAlertIcon };

/** A message that belongs to the page. A refusal says what happened and, with its request id, whom to show it to. */
export function Notice({
  tone = "notice",
  title,
  requestId,
  className,
  children,
}: VariantProps<typeof look> & {
  title?: ReactNode;
  requestId?: string;
  className?: string;
  children?: ReactNode;
}) {
  const Icon = ICONS[tone ?? "notice"];
  return (
    <div role={tone === "negative" ? "alert" : "status"} className={cn(look({ tone }), className)}>
      <Icon className="mt-0.5 size-4 shrink-0" />
      <div className="grid min-w-0 gap-0.5">
        {title && <p className="font-medium">{title}</p>}
        {children && <div className="text-foreground">{children}</div>}
        {requestId && <p className="font-mono text-2xs text-foreground">Request {requestId}</p>}
      </div>
    </div>
  );
}
