"use client";

import type { ComponentProps } from "react";
import { Checkbox, Radio } from "@/components/ui/checkbox";
import { Input } from "@/components/ui/input";
import { Select } from "@/components/ui/select";
import { Textarea } from "@/components/ui/textarea";
import { useFormFields } from "./form-fields";

type Named<Props> = Omit<Props, "name" | "ref"> & { name: string };

/** A line of text inside an `<ActionForm>`, which knows what is typed by its name. */
export function TextInput({ name, onChange, ...props }: Named<ComponentProps<typeof Input>>) {
  return <Input {...props} {...useFormFields().register(name, { onChange })} />;
}

export function TextareaInput({ name, onChange, ...props }: Named<ComponentProps<typeof Textarea>>) {
  return <Textarea {...props} {...useFormFields().register(name, { onChange })} />;
}

export function SelectInput({ name, onChange, ...props }: Named<ComponentProps<typeof Select>>) {
  return <Select {...props} {...useFormFields().register(name, { onChange })} />;
}

export function CheckboxInput({ name, onChange, ...props }: Named<ComponentProps<typeof Checkbox>>) {
  return <Checkbox {...props} {...useFormFields().register(name, { onChange })} />;
}

export function RadioInput({ name, onChange, ...props }: Named<ComponentProps<typeof Radio>>) {
  return <Radio {...props} {...useFormFields().register(name, { onChange })} />;
}
