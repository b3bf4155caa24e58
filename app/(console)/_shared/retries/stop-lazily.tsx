"use client";

import { lazy, Suspense } from "react";
import type { RetryLine } from "./retry-line";

const Dialog = lazy(() => import("./stop-dialog"));

/** The question before a retry is given up, with its scripts, which come with the press. */
export function StopDialog({ line, onClose }: { line: RetryLine; onClose: () => void }) {
  return (
    <Suspense>
      <Dialog line={line} onClose={onClose} />
    </Suspense>
  );
}
