"use client";

import { type ReactNode, useEffect, useState } from "react";
import { createPortal } from "react-dom";
import { RESERVED } from "@/components/live/live-indicator";
import { cn } from "@/components/ui/cn";

const SLOT = "live-slot";

/** Where a page's head shows whether a list further down is kept up to date. */
export function LiveSlot() {
  return <span id={SLOT} className={cn("text-xs", RESERVED, "before:pl-3.5")} />;
}

/** Puts its children into the page's LiveSlot. */
export function InLiveSlot({ children }: { children: ReactNode }) {
  const [slot, setSlot] = useState<HTMLElement | null>(null);
  useEffect(() => setSlot(document.getElementById(SLOT)), []);
  return slot && createPortal(children, slot);
}
