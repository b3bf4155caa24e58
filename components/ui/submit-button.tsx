"use client";

import { useFormStatus } from "react-dom";
import { Button, type ButtonProps } from "./button";

/** The button of a form with a server action: pending while that form is, and pressed once. */
export function SubmitButton(props: ButtonProps) {
  const { pending } = useFormStatus();
  return (
    <Button
      variant="primary"
      {...props}
      type="submit"
      pending={pending || props.pending}
      onClick={(event) => (pending ? event.preventDefault() : props.onClick?.(event))}
    />
  );
}
