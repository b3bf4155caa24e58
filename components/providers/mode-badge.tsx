import { cn } from "@/components/ui/cn";
import { CircleDotIcon } from "@/components/ui/icons";

/** Whether real money moves: by its word, its shape and its filling, never by colour alone. */
export function ModeBadge({ live, className }: { live: boolean; className?: string }) {
  const look = "inline-flex w-fit items-center gap-1 whitespace-nowrap font-bold text-2xs tracking-wide";
  return live ? (
    <span
      title="Real money moves"
      className={cn(look, "rounded-full bg-foreground px-2 py-0.5 text-background", className)}
    >
      <CircleDotIcon className="size-3" /> LIVE
    </span>
  ) : (
    <span
      title="No money moves"
      className={cn(look, "test-stripes rounded-none px-1.5 text-test-foreground", className)}
    >
      <span className="bg-test px-1 py-0.5">TEST</span>
    </span>
  );
}
