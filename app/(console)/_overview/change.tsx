import { cn } from "@/components/ui/cn";
import { ArrowUpRightIcon } from "@/components/ui/icons";
import { Percent } from "@/components/ui/percent";

/** From so many times as much on the factor is of no use: there was next to nothing before. */
const TIMES_MAX = 1_000n;

/** By how much more or less than in as many days before. Says nothing where there was nothing before, or less. */
export function Change({ now, before, days }: { now: bigint; before: bigint; days: number }) {
  if (before <= 0n) return null;
  const up = now >= before;
  return (
    <p className={cn("flex items-center gap-1 text-xs", up ? "text-positive" : "text-negative")}>
      <ArrowUpRightIcon className={cn("size-3.5 shrink-0", !up && "rotate-90")} />
      {now > before * TIMES_MAX ? (
        <span>
          More than a thousand times <span className="text-muted-foreground">the {days} days before</span>
        </span>
      ) : now < 0n ? (
        <span className="text-muted-foreground">Less than the {days} days before</span>
      ) : (
        <>
          <Percent share={Number(((now - before) * 1000n) / before) / 1000} decimals={1} signed />
          <span className="text-muted-foreground">than the {days} days before</span>
        </>
      )}
    </p>
  );
}
