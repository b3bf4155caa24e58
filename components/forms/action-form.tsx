"use client";

import type { ReactNode } from "react";
import type { FieldValues } from "react-hook-form";
import { FieldsForm } from "./fields-form";
import type { ActionState } from "./use-action";

export interface ActionFormProps<Input> {
  form: ActionState<Input>;
  /** Makes the action's input of what the fields inside have registered. */
  read: (values: FieldValues) => NoInfer<Input>;
  /** Only for what no single control says by itself, such as which boxes of a group are ticked. */
  defaultValues?: FieldValues;
  children?: ReactNode;
}

/** A form of a page that sends what is typed in it to a server action. In a dialog it is `<FormDialog>`. */
export function ActionForm<Input>({
  form,
  read,
  ...props
}: ActionFormProps<Input> & { id?: string; className?: string }) {
  return <FieldsForm {...props} action={form} onSend={(values) => form.run(read(values))} />;
}
