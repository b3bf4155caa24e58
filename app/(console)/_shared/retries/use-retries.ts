"use client";

import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { retryNowAction } from "@/app/(console)/retries/actions";
import type { ActionResult } from "@/components/forms/action-result";
import { noticeRefusal } from "@/components/session/session";
import type { RetryResult } from "@/lib/policies/collection/retry-payment";
import type { RetryLine } from "./retry-line";

/** What one retry came to, in words; `good` only where the premium is in. */
export interface RetryOutcome {
  good: boolean;
  /** Whether an attempt was made of it; unknown where nobody has said so. */
  made: "yes" | "no" | "unknown";
  words: string;
}

/** Tries one after the other, so that each has its result and one that fails stops none. */
export function useRetries(lines: readonly RetryLine[]) {
  const [state, setState] = useState<"waiting" | "running" | "done">("waiting");
  const [results, setResults] = useState<Readonly<Record<string, RetryOutcome>>>({});
  const { mutateAsync } = useMutation({ mutationFn: retryNowAction });
  async function start() {
    if (state !== "waiting") return;
    setState("running");
    for (const { originalId, latestId, latestStatus } of lines.filter((line) => !results[line.originalId])) {
      const result = await mutateAsync({ originalId, latestId, latestStatus }).catch(() => null);
      // Nothing was done, and nothing would be of the others: the question stays until somebody has signed in over it.
      if (result && !result.ok && noticeRefusal(result.problem)) return setState("waiting");
      setResults((known) => ({ ...known, [originalId]: outcomeOf(result) }));
    }
    setState("done");
  }
  return { state, results, start };
}

// Fails without saying how far it went: the attempt may have been made before.
const MAY_BE_MADE: readonly string[] = ["internal", "unavailable"];

function outcomeOf(result: ActionResult<RetryResult> | null): RetryOutcome {
  if (!result) {
    return { good: false, made: "unknown", words: "The answer was lost on its way; look at it again." };
  }
  if (!result.ok) {
    const made = MAY_BE_MADE.includes(result.problem.code) ? "unknown" : "no";
    return { good: false, made, words: result.problem.message };
  }
  switch (result.value.outcome) {
    case "successful":
      return { good: true, made: "yes", words: "Collected" };
    case "failed":
      return { good: false, made: "yes", words: "Failed again" };
    case "unknown":
      return { good: false, made: "yes", words: "No answer yet; it is being found out" };
    case "waiting":
      return { good: false, made: "yes", words: "Made; others collect it and report" };
  }
}
