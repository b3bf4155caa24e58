"use client";

import { stopRetryingAction } from "@/app/(console)/retries/actions";
import { useAction } from "@/components/forms/use-action";
import { AlertDialog } from "@/components/ui/alert-dialog";
import { toast } from "@/components/ui/toast";
import type { RetryLine } from "./retry-line";

export function StopDialog({ line, onClose }: { line: RetryLine; onClose: () => void }) {
  const form = useAction(stopRetryingAction, () => {
    toast(`${line.policyNumber} is not retried any more`);
    onClose();
  });
  return (
    <AlertDialog
      open
      onClose={onClose}
      title={`Stop retrying ${line.amount}?`}
      description={`${line.next} is cancelled, and no other is made by itself. You can still retry by hand.`}
      confirmLabel="Stop retrying"
      pending={form.pending}
      problem={form.problem}
      onConfirm={() => form.run({ originalId: line.originalId })}
    />
  );
}
