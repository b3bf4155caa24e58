import type { ReactNode } from "react";
import { cn } from "@/components/ui/cn";
import type { Icon } from "@/components/ui/icons";

const TONES = {
  positive: "bg-positive-surface text-positive",
  caution: "bg-caution-surface text-caution",
  negative: "bg-negative-surface text-negative",
  notice: "bg-notice-surface text-notice",
  quiet: "bg-muted text-muted-foreground",
} as const;

interface OutcomeProps {
  icon: Icon;
  tone: keyof typeof TONES;
  title: string;
  children: ReactNode;
  actions?: ReactNode;
}

/** What happened and what to do next, where the form would be. */
export function Outcome({ icon: Icon, tone, title, children, actions }: OutcomeProps) {
  return (
    <div className="flex h-full flex-col justify-center gap-4">
      <span className={cn("grid size-11 place-items-center rounded-full", TONES[tone])}>
        <Icon className="size-5" />
      </span>
      <h1 className="font-semibold text-xl tracking-tight">{title}</h1>
      <div className="flex max-w-prose flex-col gap-2 text-pretty text-base text-muted-foreground">
        {children}
      </div>
      {actions && <div className="flex flex-wrap items-center gap-3 pt-2 print:hidden">{actions}</div>}
    </div>
  );
}
