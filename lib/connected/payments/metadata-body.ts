import { metadataField } from "@/lib/connected/fields";
import { Refused } from "@/lib/verb/problem";

/**
 * The metadata of a PATCH: a flat map of texts, or the same under `metadata`. Connected contract: `{}`, null and any
 * value that is no text are a validation error; `{"metadata":"x"}` is a flat key of that name.
 */
export function metadataOf(body: Record<string, unknown> | null): Record<string, string> {
  const wrapped = body && Object.keys(body).length === 1 && typeof body.metadata === "object";
  const parsed = metadataField.safeParse(wrapped ? body.metadata : body);
  if (parsed.success && Object.keys(parsed.data).length > 0) return parsed.data;
  const message = "must be an object with at least one key, whose values are strings";
  throw new Refused({ code: "invalid", issues: [{ path: "metadata", code: "invalid_value", message }] });
}
