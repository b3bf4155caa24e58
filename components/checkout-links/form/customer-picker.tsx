"use client";

import { type KeyboardEvent, useId, useState } from "react";
import { cn } from "@/components/ui/cn";
import type { FieldControl } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import type { ChosenCustomer } from "./link-values";
import { useFoundCustomers } from "./use-found-customers";

/** Finds a customer while their name is typed. Arrows walk the list, Enter takes, Escape leaves it. */
export function CustomerPicker({
  control,
  merchantId,
  onChoose,
  onAdd,
}: {
  control: FieldControl;
  merchantId: string;
  onChoose: (customer: ChosenCustomer) => void;
  /** Makes a new customer of what was typed; absent for whoever may not. */
  onAdd: ((text: string) => void) | undefined;
}) {
  const listId = useId();
  const [text, setText] = useState("");
  const [open, setOpen] = useState(false);
  const [at, setAt] = useState(0);
  const found = useFoundCustomers(merchantId, text.trim(), open);
  const customers = found.state === "found" ? found.customers : [];
  const typed = text.trim();
  const choices = [
    ...customers.map((customer) => ({ customer, take: () => onChoose(customer) })),
    ...(onAdd ? [{ customer: null, take: () => onAdd(typed) }] : []),
  ];
  const walk = (event: KeyboardEvent) => {
    const steps: Record<string, number> = { ArrowDown: 1, ArrowUp: -1 };
    const step = steps[event.key];
    if (step !== undefined) {
      event.preventDefault();
      setAt(open ? (at + step + choices.length) % Math.max(choices.length, 1) : 0);
      setOpen(true);
    } else if (event.key === "Escape" && open) {
      event.preventDefault();
      setOpen(false);
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
        placeholder="Name, e-mail address or external id"
        value={text}
        onChange={(event) => {
          setText(event.target.value);
          setAt(0);
          setOpen(true);
        }}
        onClick={() => setOpen(true)}
        onBlur={() => setOpen(false)}
        onKeyDown={walk}
      />
      <div
        hidden={!open}
        className="absolute inset-x-0 top-full z-20 mt-1 rounded-lg border bg-popover py-1 shadow-floating"
      >
        <p role="status" className="px-3 py-1.5 text-muted-foreground text-xs empty:hidden">
          {messageFor(found.state, customers.length, typed)}
        </p>
        <div id={listId} role="listbox" aria-label="Customers" className="max-h-72 overflow-y-auto">
          {choices.map(({ customer, take }, index) => (
            // biome-ignore lint/a11y/useKeyWithClickEvents: the keys are those of the text field, which keeps the focus
            <div
              key={customer?.id ?? "add"}
              id={`${listId}-${index}`}
              role="option"
              tabIndex={-1}
              aria-selected={index === at}
              onPointerDown={(event) => event.preventDefault()}
              onPointerMove={() => setAt(index)}
              onClick={take}
              className={cn(
                "cursor-pointer px-3 py-1.5",
                index === at && "bg-hover",
                !customer && "border-t",
              )}
            >
              {customer ? (
                <>
                  <span className="block truncate font-medium">{customer.name}</span>
                  <span className="block truncate text-muted-foreground text-xs">{customer.email}</span>
                </>
              ) : (
                <span className="font-medium text-primary">
                  {typed ? `Add “${typed}” as a customer` : "Add a customer"}
                </span>
              )}
            </div>
          ))}
        </div>
      </div>
    </div>
  );
}

function messageFor(state: string, count: number, typed: string): string {
  if (state === "searching") return "Looking";
  if (state === "failed") return "The customers could not be read. Type on to try again.";
  if (count > 0) return "";
  return typed ? "No customer of this merchant fits" : "This merchant has no customers yet";
}
