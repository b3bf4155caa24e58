"use client";

import { type KeyboardEvent, type ReactNode, useId, useState } from "react";
import { cn } from "./cn";
import type { FieldControl } from "./field";
import { Input } from "./input";

/** Something that can be taken from the list. */
export interface ComboboxChoice {
  key: string;
  content: ReactNode;
  take: () => void;
  /** Set off from those above it by a line. */
  apart?: boolean;
}

/** A field to type in, with a list of what fits. Arrows walk the list, Enter takes, Escape leaves it. */
export function Combobox({
  control,
  label,
  placeholder,
  text,
  onText,
  open,
  onOpen,
  message,
  choices,
}: {
  control: FieldControl;
  /** What the list holds: "Customers". */
  label: string;
  placeholder: string;
  text: string;
  onText: (text: string) => void;
  open: boolean;
  onOpen: (open: boolean) => void;
  /** Said above the list, such as that nothing fits; empty where the list speaks for itself. */
  message: string;
  choices: readonly ComboboxChoice[];
}) {
  const listId = useId();
  const [at, setAt] = useState(0);
  const walk = (event: KeyboardEvent) => {
    const steps: Record<string, number> = { ArrowDown: 1, ArrowUp: -1 };
    const step = steps[event.key];
    if (step !== undefined) {
      event.preventDefault();
      setAt(open ? (at + step + choices.length) % Math.max(choices.length, 1) : 0);
      onOpen(true);
    } else if (event.key === "Escape" && open) {
      event.preventDefault();
      onOpen(false);
    } else if (event.key === "Enter" && open) {
      // Never the whole form while the list is open.
      event.preventDefault();
      choices[at]?.take();
    }
  };
  return (
    <div className="relative">
      <Input
        {...control}
        role="combobox"
        aria-expanded={open}
        aria-controls={listId}
        aria-autocomplete="list"
        aria-activedescendant={open && choices[at] ? `${listId}-${at}` : undefined}
        autoComplete="off"
        placeholder={placeholder}
        value={text}
        onChange={(event) => {
          onText(event.target.value);
          setAt(0);
          onOpen(true);
        }}
        onClick={() => onOpen(true)}
        onBlur={() => onOpen(false)}
        onKeyDown={walk}
      />
      <div
        hidden={!open}
        className="absolute inset-x-0 top-full z-20 mt-1 rounded-lg border bg-popover py-1 shadow-floating"
      >
        <p role="status" className="px-3 py-1.5 text-muted-foreground text-xs empty:hidden">
          {message}
        </p>
        <div id={listId} role="listbox" aria-label={label} className="max-h-72 overflow-y-auto">
          {choices.map(({ key, content, take, apart }, index) => (
            // biome-ignore lint/a11y/useKeyWithClickEvents: the keys are those of the text field, which keeps the focus
            <div
              key={key}
              id={`${listId}-${index}`}
              role="option"
              tabIndex={-1}
              aria-selected={index === at}
              onPointerDown={(event) => event.preventDefault()}
              onPointerMove={() => setAt(index)}
              onClick={take}
              className={cn("cursor-pointer px-3 py-1.5", index === at && "bg-hover", apart && "border-t")}
            >
              {content}
            </div>
          ))}
        </div>
      </div>
    </div>
  );
}

/** A choice in two lines: its name, and what tells it from others of that name. */
export function TwoLines({ name, more }: { name: string; more: string }) {
  return (
    <>
      <span className="block truncate font-medium">{name}</span>
      <span className="block truncate text-muted-foreground text-xs">{more}</span>
    </>
  );
}
