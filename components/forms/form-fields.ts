import { createContext, use } from "react";
import type { UseFormReturn } from "react-hook-form";

/** What is typed in the `<ActionForm>` around. */
export const FormFields = createContext<UseFormReturn | null>(null);

/**
 * The fields of the `<ActionForm>` around, for what is drawn inside. Not react-hook-form's own context: a dialog's fields
 * are among the page's scripts, and the library comes with the first dialog that is opened.
 */
export function useFormFields(): UseFormReturn {
  const fields = use(FormFields);
  if (!fields) throw new Error("A field stands inside an <ActionForm>");
  return fields;
}
