import { cn } from "@/components/ui/cn";
import type { LiveState } from "./connection";
import type { Liveness } from "./use-live";

const LOOKS: Record<LiveState, { text: string; dot: string; title: string }> = {
  connecting: { text: "Starting", dot: "bg-muted-foreground", title: "Connecting to follow changes" },
  live: { text: "Up to date", dot: "bg-positive", title: "Changes appear here as they happen" },
  reconnecting: {
    text: "Reconnecting",
    dot: "bg-caution",
    title: "Changes will appear once connected again",
  },
  signed_out: {
    text: "Signed out",
    dot: "bg-negative",
    title: "Sign in again to see what has changed since",
  },
  not_allowed: {
    text: "No access",
    dot: "bg-negative",
    title: "Your role does not include this any more: what changes does not appear here",
  },
};

/** As wide as what is said nearly always, whatever is said: what stands beside it stays where it is. */
export const RESERVED =
  "inline-grid *:col-start-1 *:row-start-1 before:invisible before:col-start-1 before:row-start-1 before:content-['Up_to_date']";

/** Whether what is shown is kept up to date. It is said aloud only when that is interrupted, and when it is mended. */
export function LiveIndicator({ state, lost }: Liveness) {
  const { text, dot, title } = LOOKS[state];
  return (
    <span
      title={title}
      className="inline-flex items-center gap-1.5 whitespace-nowrap text-muted-foreground text-xs"
    >
      <span aria-hidden="true" className={cn("size-2 rounded-full", dot)} />
      <span className={RESERVED}>
        <span aria-hidden={lost}>{text}</span>
      </span>
      <span role="status" className="sr-only">
        {lost && (state === "live" ? "Up to date again" : text)}
      </span>
    </span>
  );
}
