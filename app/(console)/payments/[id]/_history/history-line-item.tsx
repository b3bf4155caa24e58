import { ResendButton } from "@/app/(console)/_shared/resend-button";
import type { PaymentView } from "@/app/(console)/payments/[id]/_detail/payment-view";
import { PaymentAmount } from "@/components/payments/payment-amount";
import { badgeVariants } from "@/components/ui/badge";
import { cn } from "@/components/ui/cn";
import { CopyButton } from "@/components/ui/copy-button";
import { IntentLink } from "@/components/ui/intent-link";
import { Money } from "@/components/ui/money";
import { shortenId } from "@/components/ui/short-id";
import { Time } from "@/components/ui/time";
import { spellId } from "@/lib/ids";
import { isolated } from "@/lib/text/isolated";
import type { HistoryEntry } from "./history-entries";
import { historyLook } from "./history-looks";

type ShownEntry = PaymentView["history"]["lines"][number];
type Facts = PaymentView["facts"];

export function HistoryLineItem({ entry, facts, last }: { entry: ShownEntry; facts: Facts; last: boolean }) {
  return (
    <li className="relative flex gap-3 pb-5 last:pb-0">
      {!last && (
        <span aria-hidden="true" className="absolute top-7 bottom-0 left-3 -translate-x-1/2 border-l" />
      )}
      <EntryIcon look={entry.look} />
      <div className="grid min-w-0 flex-1 grid-cols-1 gap-0.5 pt-0.5">
        <Heading entry={entry} facts={facts} />
        {entry.detail && <p className="wrap-anywhere">{entry.detail}</p>}
        <p className="flex flex-wrap items-baseline gap-x-2 text-muted-foreground text-xs">
          <By entry={entry} />
          {entry.requestHref && entry.request.words && (
            <IntentLink
              href={entry.requestHref}
              className="font-mono underline underline-offset-2 wrap-anywhere"
            >
              {entry.request.words}
            </IntentLink>
          )}
        </p>
        {entry.delivery?.resendable && <Resend line={entry.delivery} />}
        {entry.raw !== null && <Raw entry={entry} />}
      </div>
    </li>
  );
}

function EntryIcon({ look }: Pick<HistoryEntry, "look">) {
  const { icon: Icon, tone } = historyLook(look);
  return (
    <span className={cn(badgeVariants({ tone }), "grid size-6 shrink-0 place-items-center rounded-full p-0")}>
      <Icon />
    </span>
  );
}

function Heading({ entry, facts }: { entry: ShownEntry; facts: Facts }) {
  const { title, href, amountMinor, leftMinor, at } = entry;
  const { currency, precision, direction } = facts;
  return (
    <div className="flex flex-wrap items-baseline justify-between gap-x-4">
      <p className="min-w-0 font-medium wrap-anywhere">
        {href ? (
          <IntentLink href={href} className="underline underline-offset-2">
            {title}
          </IntentLink>
        ) : (
          title
        )}
        {amountMinor !== null && (
          <span className="ml-2 font-normal text-muted-foreground">
            <PaymentAmount
              amountMinor={amountMinor}
              {...{ currency, precision, direction }}
              className="whitespace-normal wrap-anywhere"
            />
          </span>
        )}
        {leftMinor !== null && (
          <span className="ml-2 font-normal text-muted-foreground">
            <Money
              amountMinor={leftMinor}
              {...{ currency, precision }}
              className="whitespace-normal wrap-anywhere"
            />{" "}
            {direction === "out" ? "stays paid out" : "left"}
          </span>
        )}
      </p>
      <Time at={at} show="full" className="text-muted-foreground text-xs" />
    </div>
  );
}

function By({ entry: { by, byHref } }: { entry: ShownEntry }) {
  if (!byHref) return <span>By {isolated(by.name)}</span>;
  return (
    <span>
      By{" "}
      <IntentLink href={byHref} className="underline underline-offset-2">
        {by.name}
      </IntentLink>
    </span>
  );
}

function Resend({ line: { delivery } }: { line: NonNullable<HistoryEntry["delivery"]> }) {
  return (
    <ResendButton
      id={delivery.id}
      attempts={delivery.attempts}
      name={`${delivery.type} ${shortenId(spellId("wd", delivery.id))}`}
      waiting={delivery.state === "pending"}
      size="sm"
      className="mt-1 w-fit"
    />
  );
}

function Raw({ entry: { title, request, references, raw } }: { entry: ShownEntry }) {
  const text = JSON.stringify(raw ?? {}, null, 2);
  return (
    <details className="group text-xs">
      <summary className="w-fit rounded-sm py-1 text-muted-foreground hover:text-foreground">
        Raw payload<span className="sr-only"> of {title}</span>
      </summary>
      <div className="relative mt-1 rounded-md border bg-muted">
        <dl className="grid grid-cols-[auto_minmax(0,1fr)] items-center gap-x-2 border-b px-3 py-1 text-muted-foreground">
          <Named term="Request" text={request.id} />
          {references.map(({ name, text: known }) => (
            <Named key={name} term={name} text={known} />
          ))}
        </dl>
        <CopyButton text={text} label="Copy raw payload" className="absolute right-2 mt-1" />
        {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by key */}
        <pre tabIndex={0} className="max-h-80 overflow-auto px-3 py-2 font-mono">
          {text}
        </pre>
      </div>
    </details>
  );
}

function Named({ term, text }: { term: string; text: string }) {
  return (
    <>
      <dt>{term}</dt>
      <dd className="flex min-w-0 items-center gap-1">
        <span className="truncate font-mono" title={text}>
          {text}
        </span>
        <CopyButton text={text} label={`Copy ${term.toLowerCase()}`} />
      </dd>
    </>
  );
}
