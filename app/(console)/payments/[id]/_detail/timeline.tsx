import { PaymentAmount } from "@/components/payments/payment-amount";
import { statusLook } from "@/components/payments/status";
import { badgeVariants } from "@/components/ui/badge";
import { cn } from "@/components/ui/cn";
import { CopyButton } from "@/components/ui/copy-button";
import { Time } from "@/components/ui/time";
import type { PaymentView } from "./payment-view";
import type { TimelineEntry } from "./timeline-entries";

/** What happened, by whom and when, latest first; what was sent and received is one press away. */
export function Timeline({ view: { timeline, facts } }: { view: PaymentView }) {
  return (
    <ol className="px-4 pb-4">
      {timeline.map((entry, index) => (
        <li key={entry.key} className="relative flex gap-3 pb-5 last:pb-0">
          {index < timeline.length - 1 && (
            <span aria-hidden="true" className="absolute top-7 bottom-0 left-3 -translate-x-1/2 border-l" />
          )}
          <EntryIcon look={entry.look} />
          <Entry entry={entry} facts={facts} />
        </li>
      ))}
    </ol>
  );
}

function EntryIcon({ look }: { look: string }) {
  const { icon: Icon, tone } = statusLook(look);
  return (
    <span className={cn(badgeVariants({ tone }), "grid size-6 shrink-0 place-items-center rounded-full p-0")}>
      <Icon />
    </span>
  );
}

function Entry({ entry, facts }: { entry: TimelineEntry; facts: PaymentView["facts"] }) {
  const { currency, precision, direction } = facts;
  return (
    <div className="grid min-w-0 flex-1 grid-cols-1 gap-0.5 pt-0.5">
      <div className="flex flex-wrap items-baseline justify-between gap-x-4">
        <p className="font-medium">
          {entry.title}
          {entry.amountMinor !== null && (
            <span className="ml-2 font-normal text-muted-foreground">
              <PaymentAmount amountMinor={entry.amountMinor} {...{ currency, precision, direction }} />
            </span>
          )}
        </p>
        <Time at={entry.at} show="full" className="text-muted-foreground text-xs" />
      </div>
      {entry.detail && <p className="break-words">{entry.detail}</p>}
      <p className="text-muted-foreground text-xs">By {entry.by}</p>
      <Raw entry={entry} />
    </div>
  );
}

function Raw({ entry }: { entry: TimelineEntry }) {
  const text = JSON.stringify(entry.raw ?? {}, null, 2);
  return (
    <details className="group text-xs">
      <summary className="w-fit rounded-sm py-1 text-muted-foreground hover:text-foreground">
        Raw payload<span className="sr-only"> of {entry.title}</span>
      </summary>
      <div className="relative mt-1 rounded-md border bg-muted">
        <p className="flex items-center gap-1 border-b px-3 py-1 text-muted-foreground">
          Request <span className="truncate font-mono">{entry.requestId}</span>
          <CopyButton text={entry.requestId} label="Copy request id" />
          <CopyButton text={text} label="Copy raw payload" className="ml-auto" />
        </p>
        {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by key */}
        <pre tabIndex={0} className="max-h-80 overflow-auto px-3 py-2 font-mono">
          {text}
        </pre>
      </div>
    </details>
  );
}
