import type { ActionResult } from "@/components/forms/action-result";

/** The door's messages continue a field's name ("has already been taken"); beside a field they are sentences. */
export function inSentences<T>(result: ActionResult<T>, labels: Record<string, string>): ActionResult<T> {
  if (result.ok) return result;
  const issues = result.problem.issues.map((issue) => ({
    ...issue,
    message: sentence(issue.message, labels[issue.path]),
  }));
  return { ...result, problem: { ...result.problem, issues } };
}

function sentence(message: string, label: string | undefined): string {
  return /^[a-z]/.test(message) ? `${label ?? "This"} ${message}.` : message;
}
