"use client";

import { type ReactNode, useId, useLayoutEffect, useRef } from "react";
import { Button } from "./button";
import { cn } from "./cn";
import { XIcon } from "./icons";

export interface DialogProps {
  open: boolean;
  /** Escape, the cross or a press outside asks to close; the owner decides. */
  onClose: () => void;
  title: ReactNode;
  description?: ReactNode;
  footer?: ReactNode;
  role?: "dialog" | "alertdialog";
  /** A panel at the side instead of a box in the middle. */
  side?: "left" | "right";
  className?: string;
  children?: ReactNode;
}

/** A modal. What is inside exists only while it is open; the first control in it has the focus. */
export function Dialog({
  open,
  onClose,
  title,
  description,
  footer,
  role,
  side,
  className,
  children,
}: DialogProps) {
  const id = useId();
  return (
    <Modal
      open={open}
      onClose={onClose}
      role={role}
      aria-labelledby={`${id}-title`}
      aria-describedby={description ? `${id}-description` : undefined}
      className={cn("max-h-dvh flex-col border bg-popover open:flex", side ? SIDE[side] : MIDDLE, className)}
    >
      <header className="grid gap-1 py-4 pr-14 pl-5">
        <h2 id={`${id}-title`} className="font-semibold text-base">
          {title}
        </h2>
        {description && (
          <div id={`${id}-description`} className="text-muted-foreground">
            {description}
          </div>
        )}
      </header>
      {children && (
        <div className="min-h-0 flex-1 overflow-y-auto px-5 pt-0.5 pb-5 has-[>form:empty]:hidden">
          {children}
        </div>
      )}
      {footer && (
        <footer className="flex flex-wrap justify-end gap-2 border-t bg-muted px-5 py-3">{footer}</footer>
      )}
      <Button
        variant="ghost"
        size="icon-sm"
        aria-label="Close"
        onClick={onClose}
        className="absolute top-3 right-3"
      >
        <XIcon />
      </Button>
    </Modal>
  );
}

/**
 * The browser's own modal: it keeps focus inside, gives it back to what opened it (where that is gone, the console's
 * `KeepFocus` gives it to what it stood in), and makes the rest of the page inert. Its text is the same wherever in the page
 * it is drawn.
 */
export function Modal({
  open,
  onClose,
  className,
  children,
  ...props
}: Omit<React.ComponentProps<"dialog">, "open" | "onClose"> & { open: boolean; onClose: () => void }) {
  const element = useRef<HTMLDialogElement>(null);
  // The element's own state is outside React: showModal() is the only way into the top layer.
  useLayoutEffect(() => {
    const dialog = element.current;
    if (!open || !dialog) return;
    dialog.showModal();
    // Before it leaves the page: one that is taken out while open does not give the focus back.
    return () => dialog.close();
  }, [open]);
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: Escape closes it; a press outside is the pointer's shortcut for that
    <dialog
      {...props}
      ref={element}
      onCancel={(event) => {
        if (event.target !== element.current) return;
        event.preventDefault();
        onClose();
      }}
      onClick={(event) => event.target === element.current && onClose()}
      className={cn(
        "m-0 max-w-none overflow-hidden whitespace-normal p-0 text-start font-normal text-foreground text-sm shadow-floating transition-[opacity,translate] duration-150 starting:translate-y-1 starting:opacity-0",
        className,
      )}
    >
      {open && children}
    </dialog>
  );
}

const MIDDLE =
  "inset-0 sm:m-auto h-fit w-full sm:max-w-lg sm:rounded-xl max-sm:inset-x-0 max-sm:top-auto max-sm:bottom-0 max-sm:rounded-t-xl";
const SIDE = {
  left: "inset-y-0 left-0 h-dvh w-72 max-w-[85vw] border-y-0 border-l-0",
  right: "inset-y-0 right-0 left-auto h-dvh w-full max-w-md border-y-0 border-r-0",
};
