import { Time } from "@/components/ui/time";
import type { LinkView } from "./link-query";

export type StatedLink = Pick<LinkView, "stage" | "failed" | "why" | "expiresAt" | "lockedUntil">;

/** What can be done with the link now, or why nothing can, in a sentence. */
export function LinkState({ link }: { link: StatedLink }) {
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
              Too many cards were declined.{" "}
              {lockedUntil < expiresAt ? (
                <>
                  Locked until <Time at={lockedUntil} />; then it can be paid until <Time at={expiresAt} />.
                </>
              ) : (
                <>
                  Locked until it expires, at <Time at={expiresAt} />: the customer needs a new link.
                </>
              )}
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
