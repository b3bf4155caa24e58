"use client";

import { useState, useTransition } from "react";
import type { ActionProblem, ActionResult } from "@/app/action";

export interface ActionForm<Input> {
  run: (input: Input) => void;
  pending: boolean;
  /** What belongs to the whole form; what belongs to one field is beside it. */
  problem: { message: string; requestId?: string } | null;
  errorOf: (path: string) => string | undefined;
  clear: () => void;
}

interface Failure {
  problem: ActionProblem;
  requestId?: string;
}

/** A server action as a form uses it: one at a time, and a refusal that stays until the next attempt. */
export function useAction<Input, Value>(
  action: (input: Input) => Promise<ActionResult<Value>>,
  onDone: (value: Value) => void,
): ActionForm<Input> {
  const [pending, startTransition] = useTransition();
  const [failure, setFailure] = useState<Failure | null>(null);
  const issues = failure?.problem.issues ?? [];
  return {
    pending,
    run(input) {
      if (pending) return;
      startTransition(async () => {
        const result = await action(input).catch(() => UNREACHABLE);
        setFailure(result.ok ? null : result);
        if (result.ok) onDone(result.value);
      });
    },
    problem:
      failure && issues.length === 0
        ? { message: failure.problem.message, ...(failure.requestId && { requestId: failure.requestId }) }
        : null,
    errorOf: (path) => issues.find((issue) => issue.path === path)?.message,
    clear: () => setFailure(null),
  };
}

const UNREACHABLE: { ok: false } & Failure = {
  ok: false,
  problem: {
    code: "unreachable",
    message: "The server could not be reached, so we do not know whether this was done. Try again.",
    issues: [],
  },
};
