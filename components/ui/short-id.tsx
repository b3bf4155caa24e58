import { cn } from "./cn";
import { CopyButton } from "./copy-button";

const WHOLE_UP_TO = 16;
const TAIL = 6;

/** An id shortened in the middle: its end is what tells two apart. It is copied, and read out, whole. */
export function ShortId({
  id,
  name = "id",
  copies = true,
  className,
}: {
  id: string;
  name?: string;
  copies?: boolean;
  className?: string;
}) {
  return (
    <span className={cn("short-id", className)}>
      <span title={id}>
        <span aria-hidden="true">{shortenId(id)}</span>
        <span className="sr-only">{id}</span>
      </span>
      {copies && <CopyButton text={id} label={`Copy ${name} ${shortenId(id)}`} />}
    </span>
  );
}

export function shortenId(id: string): string {
  if (id.length <= WHOLE_UP_TO) return id;
  const head = id.includes("_") ? id.indexOf("_") + 5 : 6;
  return `${id.slice(0, head)}…${id.slice(-TAIL)}`;
}
