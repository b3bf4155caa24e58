"use client";

import { type ReactNode, type ToggleEvent, useId, useRef } from "react";
import { type Align, placeBeside } from "./anchor";
import { type ButtonLook, buttonVariants } from "./button";
import { cn } from "./cn";

export type PopoverProps = ButtonLook & {
  /** What the button shows; `label` names it when that is only an icon. */
  trigger: ReactNode;
  label?: string;
  align?: Align;
  className?: string;
  triggerClassName?: string;
  children: ReactNode;
};

/** The browser's own popover: Escape or a press outside closes it, focus goes back to the button. */
export function Popover({
  trigger,
  label,
  align = "start",
  variant,
  size,
  className,
  triggerClassName,
  children,
}: PopoverProps) {
  const id = useId();
  const button = useRef<HTMLButtonElement>(null);
  return (
    <>
      <button
        ref={button}
        type="button"
        popoverTarget={id}
        aria-label={label}
        className={cn(buttonVariants({ variant, size }), triggerClassName)}
      >
        {trigger}
      </button>
      <div
        id={id}
        popover="auto"
        onToggle={(event) => keepBeside(event, button.current, align)}
        className={cn(
          "max-h-[80dvh] max-w-[calc(100vw-1rem)] overflow-y-auto rounded-lg border bg-popover p-3 text-foreground shadow-floating",
          className,
        )}
      >
        {children}
      </div>
    </>
  );
}

/** Closes the popover an element stands in. */
export function closePopover(inside: Element): void {
  inside.closest<HTMLElement>("[popover]")?.hidePopover();
}

/** Opens the popover an element stands in. */
export function openPopover(inside: Element): void {
  const floating = inside.closest<HTMLElement>("[popover]");
  if (floating && !floating.matches(":popover-open")) floating.showPopover();
}

/** Places a popover when it opens, and again while the page moves under it. */
export function keepBeside(event: ToggleEvent<HTMLElement>, anchor: Element | null, align: Align): void {
  const floating = event.currentTarget;
  if (event.newState !== "open" || !anchor) return;
  const closed = new AbortController();
  const place = () => placeBeside(anchor, floating, align);
  place();
  window.addEventListener("scroll", place, { capture: true, passive: true, signal: closed.signal });
  window.addEventListener("resize", place, { signal: closed.signal });
  floating.addEventListener("beforetoggle", () => closed.abort(), { once: true });
}
