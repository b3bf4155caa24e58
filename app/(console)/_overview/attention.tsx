import { Card, CardHeader } from "@/components/ui/card";
import { cn } from "@/components/ui/cn";
import { ChevronRightIcon, CircleCheckIcon } from "@/components/ui/icons";
import { IntentLink } from "@/components/ui/intent-link";
import { Time } from "@/components/ui/time";
import type { Deadline } from "@/lib/deadline";
import { LOOKS, type WantedFor } from "./attention-looks";

/** What needs a person now, or that nothing does. */
export function Attention({
  reasons,
  everyMerchant,
  className,
}: {
  reasons: readonly { reason: WantedFor; number: string; one: boolean; respondBy?: Deadline | null }[];
  /** To be said where the rest of the page is one merchant's. */
  everyMerchant: boolean;
  className?: string;
}) {
  if (reasons.length === 0) {
    return (
      <Card className={className}>
        <p className="flex items-center gap-2 px-4 py-3 text-muted-foreground">
          <CircleCheckIcon className="size-4 text-positive" /> Nothing needs you
          {everyMerchant && " at any merchant"}.
        </p>
      </Card>
    );
  }
  return (
    <Card className={className}>
      <CardHeader title="Needs a person" description={everyMerchant && "At every merchant"} />
      <ul className="grid sm:grid-cols-2 lg:grid-cols-3">
        {reasons.map(({ reason, number, one: single, respondBy }) => {
          const { icon: Icon, one, many, advice, href } = LOOKS[reason];
          return (
            <li key={reason} className="border-t">
              <IntentLink
                href={href}
                className={cn(
                  "flex items-start gap-3 px-4 py-3 hover:bg-hover/60 focus-visible:-outline-offset-2",
                )}
              >
                <span className="grid size-8 shrink-0 place-items-center rounded-md bg-caution-surface text-caution">
                  <Icon className="size-4" />
                </span>
                <span className="grid flex-1 gap-0.5">
                  <span>
                    <span className="figures font-semibold">{number}</span> {single ? one : many}
                  </span>
                  <span className="text-muted-foreground text-xs">
                    {respondBy ? <AnswerBy deadline={respondBy} single={single} /> : advice}
                  </span>
                </span>
                <ChevronRightIcon className="mt-2 size-4 text-muted-foreground" />
              </IntentLink>
            </li>
          );
        })}
      </ul>
    </Card>
  );
}

/** By when the first dispute is to be answered, or that it is too late for all of them. */
function AnswerBy({ deadline: { at, isPast }, single }: { deadline: Deadline; single: boolean }) {
  if (isPast)
    return (
      <>
        The time to answer {single ? "it" : "the last"} at the provider ended on <Time at={at} />.
      </>
    );
  return (
    <>
      Answer {single ? "it" : "the first"} at the provider by <Time at={at} />.
    </>
  );
}
