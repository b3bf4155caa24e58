"use client";

import { Button } from "@/components/ui/button";
import { CopyButton } from "@/components/ui/copy-button";
import { Dialog } from "@/components/ui/dialog";
import { Notice } from "@/components/ui/notice";

/** Shown once, to be printed or kept in a password manager. */
export function BackupCodes({ codes, onClose }: { codes: string[]; onClose: () => void }) {
  return (
    <Dialog
      open
      onClose={onClose}
      title="Keep these backup codes"
      description="Each signs you in once, in place of the app, on the day you lose your phone."
      footer={
        <Button variant="primary" onClick={onClose}>
          I have kept them
        </Button>
      }
    >
      <div className="grid gap-4">
        <ul className="grid grid-cols-2 gap-x-6 gap-y-1 rounded-md border bg-muted p-4 font-mono text-sm">
          {codes.map((code) => (
            <li key={code} className="select-all">
              {code}
            </li>
          ))}
        </ul>
        <CopyButton
          text={codes.join("\n")}
          label="Copy all of them"
          className="h-8 w-fit rounded-md border bg-card px-3"
        >
          Copy all
        </CopyButton>
        <Notice tone="caution" title="They are shown only now" />
      </div>
    </Dialog>
  );
}
