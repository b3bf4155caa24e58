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

function outcomeOf(result: ActionResult<RetryResult> | null): RetryOutcome {
  if (!result) return { good: false, words: "The answer was lost on its way; look at it again." };
  if (!result.ok) return { good: false, words: result.problem.message };
  switch (result.value.outcome) {
    case "successful":
      return { good: true, words: "Collected" };
    case "failed":
      return { good: false, words: "Failed again" };
    case "unknown":
      return { good: false, words: "No answer yet; it is being found out" };
    case "waiting":
      return { good: false, words: "Made; others collect it and report" };
  }
}
