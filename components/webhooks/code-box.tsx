"use client";

import { cn } from "@/components/ui/cn";
import { CopyButton } from "@/components/ui/copy-button";

/** Text as a machine reads it, whole, to be copied. `name` says what it is. */
export function CodeBox({ name, text, className }: { name: string; text: string; className?: string }) {
  const look = cn("max-h-96 overflow-auto px-3 py-2 font-mono text-xs", className);
  return (
    <div className="relative min-w-0 rounded-md border bg-muted">
      <p className="flex items-center justify-between border-b px-3 py-1 text-muted-foreground text-xs">
        {name}
        <CopyButton text={text} label={`Copy: ${name.toLowerCase()}`} />
      </p>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by key */}
      <pre tabIndex={0} className={look}>
        {text}
      </pre>
    </div>
  );
}
