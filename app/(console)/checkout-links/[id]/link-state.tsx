import { Time } from "@/components/ui/time";
import type { LinkView } from "./link-query";

/** What can be done with the link now, or why nothing can, in a sentence. */
export function LinkState({ link }: { link: LinkView }) {
  const { stage, failed, why, expiresAt, lockedUntil } = link;
  switch (stage) {
    case "processing":
      return <p className="text-muted-foreground">{why}</p>;
    case "completed":
      return <p className="text-muted-foreground">{why} Whoever opens the link sees the receipt.</p>;
    case "expired":
      return (
        <p className="text-muted-foreground">
          Nobody paid by <Time at={expiresAt} />. The link says so to whoever opens it.
        </p>
      );
    case "cancelled":
      return <p className="text-muted-foreground">The link says that nothing is to be paid any more.</p>;
    default:
      return (
        <p className="text-muted-foreground">
          {lockedUntil ? (
            <>
              Too many cards were declined. Locked until <Time at={lockedUntil} />.
            </>
          ) : (
            <>
              Can be paid until <Time at={expiresAt} />.{failed && ` ${why}`}
            </>
          )}
        </p>
      );
  }
}
