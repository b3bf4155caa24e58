"use client";

import { useState } from "react";
import { Button } from "@/components/ui/button";
import { beginTwoFactorAction, type Draft, renewBackupCodesAction, turnOffTwoFactorAction } from "./actions";
import { BackupCodes } from "./backup-codes";
import { ConfirmPasswordDialog } from "./confirm-password-dialog";
import { SetUpApp } from "./set-up-app";

type Step =
  | { name: "set-up" | "renew" | "off" }
  | { name: "app"; draft: Draft }
  | { name: "codes"; codes: string[] };

export function TwoFactor({ enabled }: { enabled: boolean }) {
  const [step, setStep] = useState<Step | null>(null);
  const close = () => setStep(null);
  return (
    <>
      <div className="flex flex-wrap gap-2">
        {enabled ? (
          <>
            <Button onClick={() => setStep({ name: "renew" })}>New backup codes…</Button>
            <Button onClick={() => setStep({ name: "off" })}>Turn off…</Button>
          </>
        ) : (
          <Button variant="primary" onClick={() => setStep({ name: "set-up" })}>
            Set up an authenticator app…
          </Button>
        )}
      </div>
      {step?.name === "set-up" && (
        <ConfirmPasswordDialog
          title="Set up an authenticator app"
          description="First your password, so that nobody else at this screen can."
          confirmLabel="Go on"
          action={beginTwoFactorAction}
          onDone={(draft) => setStep({ name: "app", draft })}
          onClose={close}
        />
      )}
      {step?.name === "app" && (
        <SetUpApp
          draft={step.draft}
          onClose={close}
          onDone={() => setStep({ name: "codes", codes: step.draft.backupCodes })}
        />
      )}
      {step?.name === "renew" && (
        <ConfirmPasswordDialog
          title="Make new backup codes"
          description="The ones you have stop working."
          confirmLabel="Make new codes"
          action={renewBackupCodesAction}
          onDone={(codes) => setStep({ name: "codes", codes })}
          onClose={close}
        />
      )}
      {step?.name === "off" && (
        <ConfirmPasswordDialog
          title="Turn two-factor off?"
          description="From then on your password alone signs in."
          confirmLabel="Turn it off"
          action={turnOffTwoFactorAction}
          onDone={close}
          onClose={close}
        />
      )}
      {step?.name === "codes" && <BackupCodes codes={step.codes} onClose={close} />}
    </>
  );
}
