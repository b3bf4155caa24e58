import type { interleave, Word } from "@/lib/db/testing/interleave";
import { problemOf } from "@/lib/verb/problem";

/** What the first came to, what the second came to, and how the payment then stands. */
export type Ends = [first: Word, second: Word, end: string];

/**
 * The right ends of a piece of work that locks twice: between its locks the other may come, and need not, for whoever
 * waits for a row is not given it before somebody who asks anew.
 */
export interface EitherEnd {
  either: readonly Ends[];
}

/** What is given, two things that happen at once, and the ends of either order; none for the other where both are alike. */
export type Pair = [
  given: string,
  one: string,
  other: string,
  oneFirst: Ends | EitherEnd,
  otherFirst?: Ends | EitherEnd,
];

export interface World {
  /** The rows at which the two meet. */
  meetAt: Parameters<typeof interleave>[0];
  does: Record<string, () => Promise<Word>>;
  /** How it stands, in words. */
  end: () => Promise<string>;
}

export interface Pairs {
  worlds: Record<string, () => Promise<World>>;
  table: readonly Pair[];
}

/** What a verb came to: its word where it gives one, the code of its refusal, else that it is done. */
export async function wordOf(work: Promise<unknown>): Promise<Word> {
  try {
    const given = await work;
    if (typeof given === "string") return given;
    if (typeof given === "object" && given !== null && "outcome" in given) return String(given.outcome);
    return "done";
  } catch (err) {
    const problem = problemOf(err);
    if (!problem) throw err;
    return problem.code;
  }
}
