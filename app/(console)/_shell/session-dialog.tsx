"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { SignInForm } from "@/app/(auth)/sign-in/sign-in-form";
import { TwoFactorForm } from "@/app/(auth)/two-factor/two-factor-form";
import { sayOpenedBy } from "@/components/session/opened-by";
import { leaveTrouble, type SessionTrouble, sessionEnded, signedInAgain } from "@/components/session/session";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { toast } from "@/components/ui/toast";

/** Over whatever is open, which stays as it is beneath: whoever opened it signs in again, or is told who else has. */
export default function SessionDialog({ trouble, openedBy }: { trouble: SessionTrouble; openedBy: string }) {
  return trouble.kind === "ended" ? <SignInAgain /> : <OtherPerson other={trouble} openedBy={openedBy} />;
}

function SignInAgain() {
  const client = useQueryClient();
  const [step, setStep] = useState<"password" | "code">("password");
  const next = window.location.pathname;
  function done() {
    signedInAgain();
    toast("You are signed in again", { detail: "What you typed is still here: send it again." });
    void client.invalidateQueries();
  }
  return (
    <Dialog
      open
      onClose={leaveTrouble}
      title="Sign in again"
      description="Your session has ended. What you typed is kept beneath this, and nothing of it was done."
    >
      {step === "password" ? (
        <SignInForm
          next={next}
          onDone={(path) => (path.startsWith("/two-factor") ? setStep("code") : done())}
        />
      ) : (
        <TwoFactorForm next={next} beside={{ onDone: done, onStartOver: () => setStep("password") }} />
      )}
    </Dialog>
  );
}

function OtherPerson({
  other,
  openedBy,
}: {
  other: Extract<SessionTrouble, { kind: "other" }>;
  openedBy: string;
}) {
  function goOn() {
    sayOpenedBy(other.id);
    leaveTrouble();
    toast(`You go on as ${other.label}`, { detail: "What was typed is still here: send it again." });
  }
  return (
    <Dialog
      open
      onClose={leaveTrouble}
      role="alertdialog"
      title={`${other.label} is signed in`}
      description={`This page was opened by ${openedBy}. Nothing was done: what is sent now is done in the name of ${other.label}.`}
      footer={
        <>
          <Button onClick={sessionEnded}>Sign in as {openedBy}</Button>
          <Button variant="primary" onClick={goOn}>
            Go on as {other.label}
          </Button>
        </>
      }
    />
  );
}
