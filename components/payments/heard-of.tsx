import { Time } from "@/components/ui/time";

/** How often a provider that does not answer has been asked, when last, and what came of it. */
export function HeardOf({
  asks,
  lastAskedAt,
  lastHeard,
}: {
  asks: number;
  lastAskedAt: Date | null;
  lastHeard: string | null;
}) {
  if (!lastAskedAt) return "Nothing: it has not been asked about yet";
  return (
    <>
      Nothing after asking {asks === 1 ? "once" : `${asks} times`}, last <Time at={lastAskedAt} />
      {lastHeard && <span className="block break-words text-muted-foreground text-xs">{lastHeard}</span>}
    </>
  );
}
