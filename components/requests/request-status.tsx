import { Badge, type Tone } from "@/components/ui/badge";
import { CircleAlertIcon, CircleCheckIcon, CircleXIcon, type Icon } from "@/components/ui/icons";

/** What a request came to: done, refused, or our fault. */
export function RequestStatus({ status }: { status: number }) {
  const { tone, icon, words } = lookOf(status);
  return (
    <Badge tone={tone} icon={icon} className="figures">
      {status}
      <span className="sr-only"> {words}</span>
    </Badge>
  );
}

function lookOf(status: number): { tone: Tone; icon: Icon; words: string } {
  if (status >= 500) return { tone: "negative", icon: CircleXIcon, words: "failed" };
  if (status >= 400) return { tone: "caution", icon: CircleAlertIcon, words: "refused" };
  return { tone: "positive", icon: CircleCheckIcon, words: "done" };
}
