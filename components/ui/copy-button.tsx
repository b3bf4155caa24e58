"use client";

import { useRef, useState } from "react";
import { cn } from "./cn";
import { CheckIcon } from "./icons";

const SHOWN_MS = 1_600;

/** Copies `text` whole. `label` names it to screen readers ("Copy payment id"). */
export function CopyButton({
  text,
  label,
  className,
  children,
}: {
  text: string;
  label: string;
  className?: string;
  children?: React.ReactNode;
}) {
  const [copied, setCopied] = useState(false);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const copy = async () => {
    await navigator.clipboard.writeText(text);
    clearTimeout(timer.current);
    setCopied(true);
    timer.current = setTimeout(() => setCopied(false), SHOWN_MS);
  };
  return (
    <button
      type="button"
      onClick={copy}
      aria-label={label}
      title={label}
      className={cn("copy-button", className)}
    >
      {children}
      {copied && <CheckIcon className="text-positive" />}
      <span role="status" className="sr-only">
        {copied && "Copied"}
      </span>
    </button>
  );
}
