"use client";

import { useRef, useState, useTransition } from "react";
import type { ActionProblem, ActionResult } from "@/components/forms/action-result";

export interface ActionForm<Input> {
  run: (input: Input) => void;
  pending: boolean;
  /** What belongs to the whole form; what belongs to one field is beside it. */
  problem: { message: string; requestId?: string } | null;
  /** What was refused of one field, until it is edited. `fieldId` when the control is not called by the path's last part. */
  errorOf: (path: string, fieldId?: string) => string | undefined;
  edited: (fieldId: string) => void;
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
  // Ten presses can come before React draws the button as pending.
  const underWay = useRef(false);
  const [failure, setFailure] = useState<Failure | null>(null);
  const [editedIds, setEditedIds] = useState<readonly string[]>([]);
  const issues = failure?.problem.issues ?? [];
  return {
    pending,
    run(input) {
      if (pending || underWay.current) return;
      underWay.current = true;
      startTransition(async () => {
        const result = (await action(input).catch(() => null)) ?? LOST;
        underWay.current = false;
        setEditedIds([]);
        setFailure(result.ok ? null : result);
        if (result.ok) onDone(result.value);
      });
    },
    problem:
      failure && issues.length === 0
        ? { message: failure.problem.message, ...(failure.requestId && { requestId: failure.requestId }) }
        : null,
    errorOf: (path, fieldId = path.split(".").at(-1) ?? path) =>
      editedIds.includes(fieldId) ? undefined : issues.find((issue) => issue.path === path)?.message,
    edited(fieldId) {
      if (issues.length > 0 && !editedIds.includes(fieldId)) setEditedIds([...editedIds, fieldId]);
    },
  };
}

/** What is said when no answer came: the server may have done it, or never have heard of it. */
const LOST_ANSWER =
  "The answer was lost on its way, so we do not know whether this was done. Look at what it was about before you send it again.";

const LOST: { ok: false } & Failure = {
  ok: false,
  problem: { code: "lost", message: LOST_ANSWER, issues: [] },
};
