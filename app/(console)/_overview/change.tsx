import { cn } from "@/components/ui/cn";
import { ArrowUpRightIcon } from "@/components/ui/icons";
import { Percent } from "@/components/ui/percent";

/** By how much more or less than in as many days before. Says nothing where there was nothing before, or less. */
export function Change({ now, before, days }: { now: bigint; before: bigint; days: number }) {
  if (before <= 0n) return null;
  const grown = Number(((now - before) * 1000n) / before) / 1000;
  const up = grown >= 0;
  return (
    <p className={cn("flex items-center gap-1 text-xs", up ? "text-positive" : "text-negative")}>
      <ArrowUpRightIcon className={cn("size-3.5", !up && "rotate-90")} />
      <Percent share={grown} decimals={1} signed />
      <span className="text-muted-foreground">than the {days} days before</span>
    </p>
  );
}
