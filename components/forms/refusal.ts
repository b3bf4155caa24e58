import type { ActionResult } from "./action-result";

/** What a form refuses by itself, as the server would: of one field each, or of the whole. */
export function refusal(
  message: string,
  fields: readonly { path: string; message: string }[] = [],
): Extract<ActionResult<never>, { ok: false }> {
  const issues = fields.map(({ path, message: words }) => ({
    path,
    code: "invalid_value" as const,
    message: words,
  }));
  return { ok: false, problem: { code: "invalid", message, issues }, requestId: "" };
}
