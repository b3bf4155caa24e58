"use client";

import { useState } from "react";
import {
  askMandateAgainAction,
  endMandateAction,
  requestMandateAction,
} from "@/app/(console)/policies/actions";
import { FormDialog } from "@/components/forms/form-dialog";
import { useAction } from "@/components/forms/use-action";
import { Button } from "@/components/ui/button";
import { CopyButton } from "@/components/ui/copy-button";
import { Notice } from "@/components/ui/notice";
import { toast } from "@/components/ui/toast";

/** The address that is sent to the payer, to be copied whole. */
export function MandateLink({ url }: { url: string }) {
  return (
    <div className="flex items-center gap-2 rounded-md border bg-muted/50 px-3 py-2">
      <span className="min-w-0 flex-1 truncate">{url}</span>
      <CopyButton text={url} label="Copy the payer’s link" />
    </div>
  );
}

/** Makes the link by which the payer agrees. Pressed twice it is one link. */
export function RequestMandate({ policyId, again }: { policyId: string; again: boolean }) {
  const form = useAction(requestMandateAction, () => toast("The link is ready. Send it to the payer."), {
    changes: ["mandate"],
  });
  return (
    <>
      {form.problem && (
        <Notice
          tone="negative"
          title={form.problem.message}
          requestId={form.problem.requestId}
          className="basis-full"
        />
      )}
      <Button pending={form.pending} onClick={() => form.run({ policyId })}>
        {again ? "Make a link for another" : "Make a link for the payer"}
      </Button>
    </>
  );
}

/** Asks the provider at once about an agreement of which it has not answered. */
export function AskMandateAgain({ id }: { id: string }) {
  const form = useAction(
    askMandateAgainAction,
    ({ answered }) => toast(answered ? "The provider has answered" : "No answer again"),
    { changes: ["mandate", "policy"], onProblem: (message) => toast(message, { tone: "negative" }) },
  );
  return (
    <div>
      <Button pending={form.pending} onClick={() => form.run({ id })}>
        Ask again
      </Button>
    </div>
  );
}

/** Ends an agreement, or takes back the link that asks for one. */
export function EndMandate({ id, waiting = false }: { id: string; waiting?: boolean }) {
  const [open, setOpen] = useState(false);
  const form = useAction(
    endMandateAction,
    () => {
      setOpen(false);
      toast(waiting ? "The link is taken back" : "The agreement has ended");
    },
    { changes: ["mandate"] },
  );
  return (
    <>
      <Button onClick={() => setOpen(true)}>{waiting ? "Take the link back…" : "End it…"}</Button>
      {open && (
        <FormDialog
          form={form}
          read={() => ({ id })}
          onClose={() => setOpen(false)}
          title={waiting ? "Take the link back?" : "End the agreement?"}
          description={
            waiting
              ? "Who has it can agree to nothing any more. Another link can be made."
              : "It ends at the provider, too. Nothing can be collected until the payer agrees again; what is under way with the bank still comes or fails."
          }
          submitLabel={waiting ? "Take it back" : "End the agreement"}
          look="danger"
        />
      )}
    </>
  );
}
