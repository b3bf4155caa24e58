"use client";

import { useState } from "react";
import { useAction } from "@/components/forms/use-action";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { RefreshIcon } from "@/components/ui/icons";
import { Notice } from "@/components/ui/notice";
import { toast } from "@/components/ui/toast";
import type { Checked } from "@/lib/connections/check-connection";
import { checkConnectionAction } from "../actions";
import { Checklist } from "../checklist";

/** Asks the provider anew all that was asked when it was connected, and shows what it says. */
export function CheckConnectionAgain({ id }: { id: string }) {
  const [checked, setChecked] = useState<Checked | null>(null);
  const form = useAction(checkConnectionAction, setChecked, {
    changes: ["connection"],
    onProblem: (message) => toast(message, { tone: "negative" }),
  });
  const close = () => setChecked(null);
  return (
    <>
      <Button pending={form.pending} onClick={() => form.run({ id })}>
        <RefreshIcon /> Check again
      </Button>
      {checked && (
        <Dialog
          open
          onClose={close}
          title={titleOf(checked)}
          footer={
            <Button variant="primary" onClick={close}>
              Close
            </Button>
          }
        >
          {checked.answered ? (
            <Checklist items={checked.items} currencies={checked.currencies} />
          ) : (
            <Notice tone="caution" title="No answer">
              Whether the credentials still work is not known. Try again in a moment.
            </Notice>
          )}
        </Dialog>
      )}
    </>
  );
}

function titleOf({ answered, items }: Checked): string {
  if (!answered) return "The provider did not answer";
  return items.some(({ state }) => state === "failed") ? "Something is missing" : "The connection works";
}
