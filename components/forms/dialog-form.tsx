"use client";

import { useEffect, useEffectEvent } from "react";
import { FieldsForm, type FieldsFormProps } from "./fields-form";

/** What stands between a dialog's title and its buttons, with react-hook-form: fetched when the dialog is opened. */
export default function DialogForm({
  id,
  onReady,
  ...props
}: FieldsFormProps & { id: string; onReady: () => void }) {
  const ready = useEffectEvent(onReady);
  // The browser gave the focus to what was there when the dialog opened, which was not yet this.
  useEffect(() => {
    ready();
    const form = document.getElementById(id);
    if (form && !form.contains(document.activeElement))
      form.querySelector<HTMLElement>("input, select, textarea, button")?.focus();
  }, [id]);
  return <FieldsForm id={id} {...props} />;
}
