"use client";

import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { retryNowAction } from "@/app/(console)/retries/actions";
import { noticeRefusal } from "@/components/session/session";
import type { RetryLine } from "./retry-line";
import { outcomeOf, type RetryOutcome } from "./retry-outcome";

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
