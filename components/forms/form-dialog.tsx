"use client";

import { lazy, type ReactNode, Suspense, useId, useState } from "react";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import type { ActionFormProps } from "./action-form";

let isFetched = false;

const DialogForm = lazy(async () => {
  const fetched = await import("./dialog-form");
  isFetched = true;
  return fetched;
});

/**
 * A dialog that does something: a form, or a question with nothing but its two buttons. The button says what it does; a
 * refusal, or an answer that got lost, stays in sight with what was typed.
 */
export function FormDialog<Input>({
  form,
  read,
  defaultValues,
  open = true,
  onClose: close,
  title,
  description,
  submitLabel,
  cancelLabel,
  look = "form",
  children,
}: ActionFormProps<Input> & {
  open?: boolean;
  onClose: () => void;
  title: ReactNode;
  description?: ReactNode;
  submitLabel: ReactNode;
  cancelLabel?: string;
  /** `danger` and `question` ask before something is done; `danger` cannot be undone. */
  look?: "form" | "question" | "danger";
}) {
  const id = useId();
  // A press before there is a form would do nothing, and say nothing.
  const [isReady, setReady] = useState(isFetched);
  const asks = look !== "form";
  const onClose = () => {
    form.left();
    close();
  };
  return (
    <Dialog
      {...(asks && { role: "alertdialog" as const })}
      open={open}
      onClose={onClose}
      title={title}
      description={description}
      footer={
        <>
          <Button onClick={onClose}>{cancelLabel ?? (asks ? "Keep as it is" : "Cancel")}</Button>
          <Button
            type="submit"
            form={id}
            variant={look === "danger" ? "destructive" : "primary"}
            pending={form.pending || !isReady}
          >
            {submitLabel}
          </Button>
        </>
      }
    >
      <Suspense>
        <DialogForm
          id={id}
          action={form}
          onSend={(values) => form.run(read(values))}
          defaultValues={defaultValues}
          onReady={() => setReady(true)}
        >
          {children}
        </DialogForm>
      </Suspense>
    </Dialog>
  );
}
