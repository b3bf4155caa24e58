import { Refused } from "@/lib/verb/problem";
import { unfit } from "./field-words";

/** What a field names, or the issue to tell where it names nothing this caller can see. */
export async function orIssue<T>(path: string, found: Promise<T>) {
  return found.catch((err: unknown) => {
    if (err instanceof Refused && err.problem.code === "not_found")
      return { issue: unfit(path, "must be the id of one that exists") };
    throw err;
  });
}
