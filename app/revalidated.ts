import { revalidatePath } from "next/cache";
import type { ActionResult } from "@/components/forms/action-result";
import { OTHER_PERSON } from "./opened-by-another";

/**
 * Has a page made anew with the answer of an action that changed something of it. Not where nobody is signed in any more,
 * or somebody else: the page would be another one, in place of the form and what is typed in it.
 */
export function revalidated<Result extends ActionResult<unknown>>(
  result: Result,
  path: string,
  type?: "layout" | "page",
): Result {
  if (staysTheSamePage(result)) revalidatePath(path, type);
  return result;
}

/** Whether the page, made anew, is the same page for the same person. */
export function staysTheSamePage(result: ActionResult<unknown>): boolean {
  return result.ok || !OF_THE_SESSION.includes(result.problem.code);
}

const OF_THE_SESSION = ["unauthenticated", OTHER_PERSON];
