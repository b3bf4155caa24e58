"use client";

import { type KeyboardEvent, useState } from "react";
import { createCustomerAction } from "@/app/(console)/customers/actions";
import { useAction } from "@/components/forms/use-action";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Notice } from "@/components/ui/notice";
import { newId } from "@/lib/ids";
import type { ChosenCustomer } from "./link-values";

/** A customer made on the way, inside the form: its fields are not fields of the link. */
export default function NewCustomer({
  typed,
  merchantId,
  onMade,
  onLeave,
}: {
  /** What was looked for in vain. */
  typed: string;
  merchantId: string;
  onMade: (customer: ChosenCustomer) => void;
  onLeave: () => void;
}) {
  const isEmail = typed.includes("@");
  const [name, setName] = useState(isEmail ? "" : typed);
  const [email, setEmail] = useState(isEmail ? typed : "");
  const [formId] = useState(newId);
  const action = useAction(createCustomerAction, (id) =>
    onMade({ id, name: name.trim(), email: email.trim() }),
  );
  const add = () => action.run({ formId, merchantId, name: name.trim(), email: email.trim() });
  const onEnter = (event: KeyboardEvent) => {
    if (event.key !== "Enter") return;
    event.preventDefault();
    add();
  };
  return (
    <fieldset className="grid gap-3 rounded-lg border bg-muted/60 p-3">
      <legend className="sr-only">New customer</legend>
      {action.problem && <Notice tone="negative" title={action.problem.message} />}
      <div className="grid gap-3 sm:grid-cols-2">
        <Field id="new-customer-name" label="Name" error={action.errorOf("name")}>
          {(field) => (
            <Input
              {...field}
              value={name}
              autoFocus={name === ""}
              autoComplete="off"
              onChange={(event) => setName(event.target.value)}
              onKeyDown={onEnter}
            />
          )}
        </Field>
        <Field id="new-customer-email" label="E-mail" error={action.errorOf("email")}>
          {(field) => (
            <Input
              {...field}
              type="email"
              value={email}
              autoFocus={name !== ""}
              autoComplete="off"
              onChange={(event) => setEmail(event.target.value)}
              onKeyDown={onEnter}
            />
          )}
        </Field>
      </div>
      <div className="flex flex-wrap gap-2">
        <Button pending={action.pending} onClick={add}>
          Add the customer
        </Button>
        <Button variant="ghost" onClick={onLeave}>
          Back to the search
        </Button>
      </div>
    </fieldset>
  );
}
