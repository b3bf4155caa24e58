"use client";

import { ActionForm } from "@/components/forms/action-form";
import { TextInput } from "@/components/forms/inputs";
import { useAction } from "@/components/forms/use-action";
import { textIn } from "@/components/forms/values";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { toast } from "@/components/ui/toast";
import { renameAction } from "./actions";

export function Rename({ name }: { name: string }) {
  const form = useAction(renameAction, () => toast("Your name is changed"), {
    changes: ["user"],
    schema: () => import("@/lib/auth/account/schemas").then(({ Rename }) => Rename),
  });
  return (
    <ActionForm form={form} read={(data) => ({ name: textIn(data, "name") })}>
      <Field id="name" label="Your name" error={form.errorOf("name")}>
        {(field) => <TextInput {...field} name="name" autoComplete="name" defaultValue={name} />}
      </Field>
      <Button type="submit" pending={form.pending} className="justify-self-start">
        Change the name
      </Button>
    </ActionForm>
  );
}
