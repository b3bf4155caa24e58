import { Card, CardHeader } from "@/components/ui/card";
import { cn } from "@/components/ui/cn";
import { ChevronRightIcon, CircleCheckIcon } from "@/components/ui/icons";
import { IntentLink } from "@/components/ui/intent-link";
import type { Deadline } from "@/lib/deadline";
import { AnswerBy } from "./answer-by";
import { LOOKS, type WantedFor } from "./attention-looks";

interface Wanted {
  reason: WantedFor;
  number: string;
  one: boolean;
  respondBy?: Deadline | null;
  undated?: number;
}

/** What needs a person now, or that nothing does. */
export function Attention({
  reasons,
  everyMerchant,
  className,
}: {
  reasons: readonly Wanted[];
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
        {reasons.map(({ reason, number, one: single, respondBy, undated = 0 }) => {
          const { icon: Icon, href, ...told } = LOOKS[reason];
          const { says, advice } = single ? told.one : told.many;
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
                    <span className="figures font-semibold">{number}</span> {says}
                  </span>
                  <span className="text-muted-foreground text-xs">
                    {respondBy ? <AnswerBy deadline={respondBy} single={single} undated={undated} /> : advice}
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
