"use client";

import { stopRetryingAction } from "@/app/(console)/retries/actions";
import { FormDialog } from "@/components/forms/form-dialog";
import { useAction } from "@/components/forms/use-action";
import { toast } from "@/components/ui/toast";
import type { RetryLine } from "./retry-line";

/** Asks before a retry that waits is given up. */
export default function StopDialog({ line, onClose }: { line: RetryLine; onClose: () => void }) {
  const form = useAction(
    stopRetryingAction,
    () => {
      toast(`${line.policyNumber} is not retried any more`);
      onClose();
    },
    { changes: ["payment"] },
  );
  return (
    <FormDialog
      open
      onClose={onClose}
      title={`Stop retrying ${line.amount}?`}
      description={`${line.next} is cancelled, and no other is made by itself. You can still retry by hand.`}
      submitLabel="Stop retrying"
      form={form}
      read={() => ({ originalId: line.originalId })}
      look="danger"
    />
  );
}
