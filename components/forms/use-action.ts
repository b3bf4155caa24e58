"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useRef, useState } from "react";
import type { z } from "zod";
import { invalidate } from "@/components/query/invalidate";
import { noticeRefusal } from "@/components/session/session";
import { isDialogOpen } from "@/components/ui/is-dialog-open";
import type { Subject } from "@/lib/live/followed-queries";
import type { FieldIssue } from "@/lib/verb/problem";
import type { ActionProblem, ActionResult } from "./action-result";
import { refusal } from "./refusal";

/** How far an action is, as a form shows it. */
export interface ActionProgress {
  pending: boolean;
  /** What belongs to the whole form; what belongs to one field is beside it. */
  problem: { message: string; requestId?: string } | null;
  edited: (fieldId: string) => void;
}

export interface ActionState<Input> extends ActionProgress {
  run: (input: Input) => void;
  /** It was sent, and nobody has said yet whether it was done: it is under way, or its answer was lost. */
  unanswered: boolean;
  /** What was refused of one field, until it is edited. `fieldId` when the control is not called by the path's last part. */
  errorOf: (path: string, fieldId?: string) => string | undefined;
  /** For a dialog that is closed without having done it: what it is about is read again after a refusal. */
  left: () => void;
}

export interface ActionOptions {
  /** What the action changes: every query that shows something of it is read again, and the mutation is named by it. */
  changes?: readonly Subject[];
  /** Told what was refused of which field, by a form that shows it in a way of its own. */
  onIssues?: (issues: readonly FieldIssue[]) => void;
  /** Told what was refused or that the answer was lost, by a button that has no place to show it. */
  onProblem?: (message: string) => void;
  /** The verb's own schema, where the browser may have it, fetched with the first press: what it refuses is not sent. */
  schema?: () => Promise<z.ZodType>;
}

interface Failure {
  problem: ActionProblem;
  requestId?: string;
}

/** What was sent, and what follows as it was meant then: somebody may type on until the answer comes. */
interface Press<Input, Value> {
  input: Input;
  onDone: (value: Value) => void;
}

type Outcome<Value> = { ok: true; value: Value; cursor?: string } | ({ ok: false } & Failure);

/**
 * A server action as every button, form (`<ActionForm>`) and dialog (`<FormDialog>`) uses it: one at a time, a refusal that
 * stays until the next attempt, and an answer that got lost is said to be lost. What the action makes or moves has a key
 * of the form or a version in its input, so that sending it again does nothing twice.
 */
export function useAction<Input, Value>(
  action: (input: Input) => Promise<ActionResult<Value>>,
  onDone: (value: Value) => void,
  { changes = [], onIssues, onProblem, schema }: ActionOptions = {},
): ActionState<Input> {
  const client = useQueryClient();
  // Ten presses can come before React draws the button as pending.
  const underWay = useRef(false);
  const [editedIds, setEditedIds] = useState<readonly string[]>([]);
  const { mutate, data, isPending } = useMutation<Outcome<Value>, Error, Press<Input, Value>>({
    mutationKey: changes,
    mutationFn: async ({ input }) =>
      (await refusedHere(schema, input)) ?? (await action(input).catch(() => null)) ?? LOST,
    onSuccess: (outcome, pressed) => {
      setEditedIds([]);
      if (!outcome.ok) {
        // What is shown may have changed before. A list that is read again may take away the row whose dialog says so.
        if (!STAYS.includes(outcome.problem.code))
          void invalidate(client, changes, { atOnce: !isDialogOpen() });
        noticeRefusal(outcome.problem);
        onIssues?.(outcome.problem.issues);
        onProblem?.(outcome.problem.message);
        return;
      }
      void invalidate(client, changes, { cursor: outcome.cursor });
      pressed.onDone(outcome.value);
    },
    onSettled: () => {
      underWay.current = false;
    },
  });
  const failure = data && !data.ok ? data : null;
  const issues = failure?.problem.issues ?? [];
  return {
    pending: isPending,
    unanswered: isPending || failure?.problem.code === LOST.problem.code,
    run(input) {
      if (underWay.current) return;
      underWay.current = true;
      mutate({ input, onDone });
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
    left() {
      if (failure && issues.length === 0) void invalidate(client, changes);
    },
  };
}

/** Refusals that say nothing of what is shown. */
const STAYS: readonly string[] = ["invalid", "lost", "unauthenticated", "other_person"];

/** What is said when no answer came: the server may have done it, or never have heard of it. */
const LOST_ANSWER =
  "The answer was lost on its way, so we do not know whether this was done. Look at what it was about before you send it again.";

const LOST = { ok: false as const, problem: { code: "lost", message: LOST_ANSWER, issues: [] } };

async function refusedHere(
  schema: ActionOptions["schema"],
  input: unknown,
): Promise<({ ok: false } & Failure) | null> {
  // Without it the server refuses the same.
  const parsed = (await schema?.().catch(() => null))?.safeParse(input);
  if (!parsed || parsed.success) return null;
  const issues = parsed.error.issues.map(({ path, message }) => ({ path: path.join("."), message }));
  return refusal("Some of this needs another look.", issues);
}
