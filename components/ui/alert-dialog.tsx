"use client";

import type { ReactNode } from "react";
import { Button } from "./button";
import { Dialog } from "./dialog";
import { Notice } from "./notice";

/** Asks before something that cannot be undone. The button says what it does; a refusal stays in sight. */
export function AlertDialog({
  open,
  onClose,
  title,
  description,
  confirmLabel,
  cancelLabel = "Keep as it is",
  onConfirm,
  destructive = true,
  pending = false,
  problem,
  children,
}: {
  open: boolean;
  onClose: () => void;
  title: ReactNode;
  description: ReactNode;
  confirmLabel: string;
  cancelLabel?: string;
  onConfirm: () => void;
  destructive?: boolean;
  pending?: boolean;
  problem?: { message: string; requestId?: string } | null;
  children?: ReactNode;
}) {
  return (
    <Dialog
      role="alertdialog"
      open={open}
      onClose={onClose}
      title={title}
      description={description}
      footer={
        <>
          <Button onClick={onClose}>{cancelLabel}</Button>
          <Button
            variant={destructive ? "destructive" : "primary"}
            pending={pending}
            onClick={() => !pending && onConfirm()}
          >
            {confirmLabel}
          </Button>
        </>
      }
    >
      {children}
      {problem && (
        <Notice tone="negative" title={problem.message} requestId={problem.requestId} className="mt-3" />
      )}
    </Dialog>
  );
}
