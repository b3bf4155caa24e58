"use client";

import { type ComponentProps, type KeyboardEvent, type ReactNode, useId, useRef } from "react";
import type { Align } from "./anchor";
import { type ButtonLook, buttonVariants } from "./button";
import { cn } from "./cn";
import { IntentLink } from "./intent-link";
import { closePopover, keepBeside } from "./popover";

export type DropdownMenuProps = ButtonLook & {
  trigger: ReactNode;
  label?: string;
  align?: Align;
  className?: string;
  triggerClassName?: string;
  children: ReactNode;
};

/** A menu of things to do, on the browser's own popover: arrows, Home, End and first letters move in it, Tab leaves and closes it. */
export function DropdownMenu({
  trigger,
  label,
  align = "end",
  variant,
  size,
  className,
  triggerClassName,
  children,
}: DropdownMenuProps) {
  const id = useId();
  const button = useRef<HTMLButtonElement>(null);
  return (
    <>
      <button
        ref={button}
        type="button"
        popoverTarget={id}
        aria-haspopup="menu"
        aria-label={label}
        className={cn(buttonVariants({ variant, size }), triggerClassName)}
      >
        {trigger}
      </button>
      <div
        id={id}
        popover="auto"
        role="menu"
        aria-label={label}
        onToggle={(event) => {
          keepBeside(event, button.current, align);
          if (event.newState === "open") items(event.currentTarget)[0]?.focus();
        }}
        onKeyDown={moveInMenu}
        className={cn("min-w-44 rounded-lg border bg-popover p-1 text-foreground shadow-floating", className)}
      >
        {children}
      </div>
    </>
  );
}

const itemClass =
  "flex w-full cursor-pointer items-center gap-2 rounded-md px-2 py-1.5 text-left hover:bg-hover focus-visible:bg-hover focus-visible:-outline-offset-2 aria-disabled:cursor-not-allowed aria-disabled:opacity-55 pointer-coarse:py-2.5 [&_svg]:size-4 [&_svg]:text-muted-foreground";

export function MenuItem({
  destructive,
  className,
  onClick,
  ...props
}: ComponentProps<"button"> & { destructive?: boolean }) {
  return (
    <button
      type="button"
      role="menuitem"
      tabIndex={-1}
      {...props}
      onClick={(event) => {
        closePopover(event.currentTarget);
        onClick?.(event);
      }}
      className={cn(itemClass, destructive && "text-destructive [&_svg]:text-destructive", className)}
    />
  );
}

export function MenuLink({ className, ...props }: ComponentProps<typeof IntentLink>) {
  return (
    <IntentLink
      role="menuitem"
      tabIndex={-1}
      {...props}
      onClick={(event) => closePopover(event.currentTarget)}
      className={cn(itemClass, className)}
    />
  );
}

/** One of several choices in a menu, of which `checked` is the present one. */
export function MenuRadio({
  checked,
  children,
  ...props
}: ComponentProps<typeof MenuItem> & { checked: boolean }) {
  return (
    <MenuItem {...props} role="menuitemradio" aria-checked={checked} className="aria-checked:font-medium">
      {children}
      <span aria-hidden="true" className="ml-auto pl-3 text-primary">
        {checked && "✓"}
      </span>
    </MenuItem>
  );
}

export function MenuLabel({ children }: { children: ReactNode }) {
  return <p className="px-2 pt-2 pb-1 text-muted-foreground text-xs">{children}</p>;
}

export function MenuSeparator() {
  return <hr className="-mx-1 my-1" />;
}

function moveInMenu(event: KeyboardEvent<HTMLElement>): void {
  // It goes on from the menu's button, to which closing gives the focus back.
  if (event.key === "Tab") closePopover(event.currentTarget);
  const all = items(event.currentTarget);
  const at = all.indexOf(document.activeElement as HTMLElement);
  const to = destination(event.key, at, all);
  if (to === undefined) return;
  event.preventDefault();
  all[to]?.focus();
}

function destination(key: string, at: number, all: HTMLElement[]): number | undefined {
  if (key === "ArrowDown") return (at + 1) % all.length;
  if (key === "ArrowUp") return (at - 1 + all.length) % all.length;
  if (key === "Home") return 0;
  if (key === "End") return all.length - 1;
  if (key.length !== 1 || key === " ") return undefined;
  const after = [...all.slice(at + 1), ...all.slice(0, at + 1)];
  const match = after.find((item) => item.textContent?.trim().toLowerCase().startsWith(key.toLowerCase()));
  return match && all.indexOf(match);
}

function items(menu: HTMLElement): HTMLElement[] {
  return [...menu.querySelectorAll<HTMLElement>('[role^="menuitem"]:not([aria-disabled="true"])')];
}
