"use client";

import { useState } from "react";
import { FormDialog } from "@/components/forms/form-dialog";
import { useAction } from "@/components/forms/use-action";
import { Button } from "@/components/ui/button";
import { toast } from "@/components/ui/toast";
import { releaseHoldAction, whatWaitsAction } from "./hold-actions";

/** Asks an owner before what waits in a held deployment begins, and says what that is. */
export default function ReleaseHold() {
  const [isOpen, setOpen] = useState(false);
  const [begins, setBegins] = useState<string[] | null>(null);
  const look = useAction(whatWaitsAction, setBegins);
  const form = useAction(
    releaseHoldAction,
    () => {
      setOpen(false);
      toast("The deployment is released");
    },
    { changes: ["everything"] },
  );
  const open = () => {
    setBegins(null);
    setOpen(true);
    look.run({});
  };
  return (
    <>
      <Button size="sm" onClick={open}>
        Release the deployment
      </Button>
      <FormDialog
        look="danger"
        open={isOpen}
        form={{
          ...form,
          pending: form.pending || (!begins && !look.problem),
          problem: form.problem ?? look.problem,
        }}
        read={() => ({})}
        onClose={() => setOpen(false)}
        title="Release this deployment?"
        description="It is the deployment from then on: collections, retries, payments that are sent out and webhooks begin at once. What was done elsewhere since the backup was made is done a second time. Release no second copy of a deployment that is running."
        submitLabel="Release the deployment"
      >
        {begins && (
          <div className="grid gap-1.5">
            <p className="font-medium">What begins now</p>
            <ul className="list-disc pl-5">
              {(begins.length > 0 ? begins : ["Nothing waits at this moment"]).map((line) => (
                <li key={line}>{line}</li>
              ))}
            </ul>
          </div>
        )}
      </FormDialog>
    </>
  );
}
