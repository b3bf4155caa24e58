"use client";

import { type FieldValues, type UseFormReturn, useForm } from "react-hook-form";
import type { ActionResult } from "./action-result";
import { type ActionOptions, type ActionState, useAction } from "./use-action";

export interface ActionFormState<Input> extends ActionState<Input> {
  /** What is typed, as the fields inside `<ActionForm>` register it. */
  fields: UseFormReturn<FieldValues>;
}

/** A server action as every form and dialog uses it: `useAction` and what is typed. */
export function useActionForm<Input, Value>(
  action: (input: Input) => Promise<ActionResult<Value>>,
  onDone: (value: Value) => void,
  {
    defaultValues,
    ...options
  }: ActionOptions & {
    /** Only for what no single control says by itself, such as which boxes of a group are ticked. */
    defaultValues?: FieldValues;
  } = {},
): ActionFormState<Input> {
  // A field that is not shown has no value.
  const fields = useForm<FieldValues>({ shouldUnregister: true, ...(defaultValues && { defaultValues }) });
  return { ...useAction(action, onDone, options), fields };
}
