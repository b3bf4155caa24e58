"use client";

import { ActionForm, textIn } from "@/components/forms/action-form";
import { useAction } from "@/components/forms/use-action";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { toast } from "@/components/ui/toast";
import { renameAction } from "./actions";

export function Rename({ name }: { name: string }) {
  const form = useAction(renameAction, () => toast("Your name is changed"));
  return (
    <ActionForm form={form} read={(data) => ({ name: textIn(data, "name") })}>
      <Field id="name" label="Your name" error={form.errorOf("name")}>
        {(field) => <Input {...field} name="name" autoComplete="name" defaultValue={name} />}
      </Field>
      <Button type="submit" pending={form.pending} className="justify-self-start">
        Change the name
      </Button>
    </ActionForm>
  );
}
