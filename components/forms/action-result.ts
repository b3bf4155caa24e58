import type { FieldIssue } from "@/lib/verb/problem";

/** What a form is told went wrong, in words for people. `issues` belong beside their fields. */
export interface ActionProblem {
  code: string;
  message: string;
  issues: FieldIssue[];
  /** Who is signed in, where the page was opened by somebody else. */
  signedInAs?: { id: string; label: string };
}

/** What a server action is sent: its schema's input. */
export type ActionInput<Action extends (input: never) => unknown> = Parameters<Action>[0];

/**
 * What a server action answers: what it did, or why it did not. `cursor` is how far in the outbox that is: what was read
 * before it may not have it.
 */
export type ActionResult<T> =
  | { ok: true; value: T; cursor?: string }
  | { ok: false; problem: ActionProblem; requestId: string };
