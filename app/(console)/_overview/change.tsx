import { cn } from "@/components/ui/cn";
import { ArrowUpRightIcon } from "@/components/ui/icons";

/** By how much more or less than in as many days before. Says nothing where there was nothing before, or less. */
export function Change({ now, before, days }: { now: bigint; before: bigint; days: number }) {
  if (before <= 0n) return null;
  const percent = Number(((now - before) * 1000n) / before) / 10;
  const up = percent >= 0;
  return (
    <p className={cn("flex items-center gap-1 text-xs", up ? "text-positive" : "text-negative")}>
      <ArrowUpRightIcon className={cn("size-3.5", !up && "rotate-90")} />
      <span className="figures">
        {up ? "+" : "−"}
        {Math.abs(percent)}%
      </span>
      <span className="text-muted-foreground">than the {days} days before</span>
    </p>
  );
}
