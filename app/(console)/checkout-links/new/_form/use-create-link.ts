"use client";

import { useRouter } from "next/navigation";
import type { FieldPath, UseFormReturn } from "react-hook-form";
import { createLinkAction } from "@/app/(console)/checkout-links/actions";
import { useAction } from "@/components/forms/use-action";
import { toast } from "@/components/ui/toast";
import { writeBody } from "./link-body";
import type { LinkValues } from "./link-values";
import { wordsFor } from "./link-words";

/**
 * Sends the form under its key, once at a time, and goes to the link it made or had made before; a refusal stands
 * beside its field. One that has made its link and says something else now is told so by the server.
 */
export function useCreateLink(
  form: UseFormReturn<LinkValues>,
  draft: { key: string; noteMade: (id: string) => void },
  locale: string,
) {
  const router = useRouter();
  const action = useAction(
    createLinkAction,
    ({ id, created }) => {
      draft.noteMade(id);
      if (!created) toast("This form had made this link before", { tone: "neutral" });
      router.push(`/checkout-links/${id}${created ? "?new" : ""}`);
    },
    {
      changes: ["payment", "checkout_link"],
      onIssues: (issues) => {
        const values = form.getValues();
        const { fieldOf } = writeBody(values, locale);
        for (const issue of issues) {
          const field = fieldOf(issue.path);
          const message = wordsFor(field, issue.message, values, locale);
          form.setError(field as FieldPath<LinkValues>, { message });
        }
      },
    },
  );
  const create = (values: LinkValues) => {
    // What judged the form refused one without an amount.
    const { amount = "", ...others } = writeBody(values, locale).body;
    action.run({ ...others, amount, idempotencyKey: draft.key });
  };
  return { create, pending: action.pending, problem: action.problem };
}
