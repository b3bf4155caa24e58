"use client";

import { useRouter } from "next/navigation";
import { useRef, useState, useTransition } from "react";
import type { FieldPath, UseFormReturn } from "react-hook-form";
import { createLinkAction } from "@/app/(console)/checkout-links/actions";
import { toast } from "@/components/ui/toast";
import { type JudgedLink, wordsFor } from "./judge-link";
import type { LinkValues } from "./link-values";

interface FormProblem {
  message: string;
  requestId?: string;
}

/**
 * Sends the form under its key, once at a time, and goes to the link it made or had made before; a refusal stands
 * beside its field.
 */
export function useCreateLink(
  form: UseFormReturn<LinkValues>,
  draft: { key: string; made: string | null; noteMade: (id: string) => void },
  judge: (values: LinkValues) => JudgedLink,
  locale: string,
) {
  const router = useRouter();
  const [pending, startTransition] = useTransition();
  const [problem, setProblem] = useState<FormProblem | null>(null);
  // Ten presses can come before React draws the button as pending.
  const underWay = useRef(false);
  const create = (values: LinkValues) => {
    if (pending || underWay.current) return;
    // Whatever was typed since: a form makes one link, and has.
    if (draft.made) return router.push(`/checkout-links/${draft.made}`);
    underWay.current = true;
    startTransition(async () => {
      const { body, fieldOf } = judge(values);
      const result = await createLinkAction({ ...body, idempotencyKey: draft.key }).catch(() => UNREACHABLE);
      underWay.current = false;
      if (result.ok) {
        draft.noteMade(result.value.id);
        if (!result.value.created) toast("This form had made this link before", { tone: "neutral" });
        router.push(`/checkout-links/${result.value.id}${result.value.created ? "?new" : ""}`);
        return;
      }
      const { message, issues } = result.problem;
      for (const issue of issues) {
        const field = fieldOf(issue.path);
        const words = wordsFor(field, issue.message, values, locale);
        form.setError(field as FieldPath<LinkValues>, { message: words });
      }
      setProblem({ message, ...("requestId" in result && { requestId: result.requestId }) });
    });
  };
  return { create, pending, problem };
}

const UNREACHABLE = {
  ok: false as const,
  problem: {
    message:
      "The server could not be reached, so we do not know whether the link was made. Press the button again: this form makes one link, however often it is sent.",
    issues: [],
  },
};
