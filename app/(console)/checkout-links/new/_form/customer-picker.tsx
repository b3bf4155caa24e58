"use client";

import { useState } from "react";
import { Combobox, type ComboboxChoice, TwoLines } from "@/components/ui/combobox";
import type { FieldControl } from "@/components/ui/field";
import { useFound } from "@/components/ui/use-found";
import type { ChosenCustomer } from "./link-values";

/** Finds a customer while their name is typed. */
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
  const [text, setText] = useState("");
  const [open, setOpen] = useState(false);
  const typed = text.trim();
  const address = `/checkout-links/customers?${new URLSearchParams({ merchantId, q: typed })}`;
  const { state, items } = useFound<ChosenCustomer>(open ? address : null);
  const customers = items.map(
    (customer): ComboboxChoice => ({
      key: customer.id,
      content: <TwoLines name={customer.name} more={customer.email} />,
      take: () => onChoose(customer),
    }),
  );
  const add = onAdd && {
    key: "add",
    content: <AddWords typed={typed} />,
    take: () => onAdd(typed),
    apart: true,
  };
  return (
    <Combobox
      control={control}
      label="Customers"
      placeholder="Name, e-mail address or external id"
      text={text}
      onText={setText}
      open={open}
      onOpen={setOpen}
      message={messageFor(state, items.length, typed)}
      choices={add ? [...customers, add] : customers}
    />
  );
}

function AddWords({ typed }: { typed: string }) {
  return (
    <span className="font-medium text-primary">
      {typed ? `Add “${typed}” as a customer` : "Add a customer"}
    </span>
  );
}

function messageFor(state: string, count: number, typed: string): string {
  if (state === "searching") return "Looking";
  if (state === "failed") return "The customers could not be read. Type on to try again.";
  if (count > 0) return "";
  return typed ? "No customer of this merchant fits" : "This merchant has no customers yet";
}
