import { Day } from "@/components/ui/day";
import { Definition } from "@/components/ui/definition-list";
import { ShortId } from "@/components/ui/short-id";
import { Time } from "@/components/ui/time";
import { Named } from "./counterfoil-facts";
import type { PaymentView } from "./payment-view";

type Standing = Pick<
  NonNullable<PaymentView["policy"]>,
  "attempts" | "batch" | "reversals" | "dueAt" | "isPending"
>;

/** Where a policy payment stands among the attempts at the same money, and what gave it back. */
export function PolicyDefinitions({ policy }: { policy: Standing }) {
  const { attempts, batch, reversals, dueAt, isPending } = policy;
  return (
    <>
      {attempts && (
        <Definition term="Attempts">
          {attempts.words}
          {attempts.original && (
            <span className="block text-muted-foreground text-xs">
              This is number {attempts.number}; <Named href={attempts.original}>the first attempt</Named>
            </span>
          )}
        </Definition>
      )}
      {isPending && (
        <Definition term="Due">
          <Day day={dueAt} />
        </Definition>
      )}
      {batch && (
        <Definition term="Handed over">
          {batch.words}, <Time at={batch.at} show="day" />
          <span className="block text-muted-foreground text-xs">
            {batch.said} Batch <ShortId id={batch.id} name="batch id" />
          </span>
        </Definition>
      )}
      {reversals.map(({ href, words }) => (
        <Definition key={href} term="Reversal">
          <Named href={href}>{words}</Named>
        </Definition>
      ))}
    </>
  );
}
