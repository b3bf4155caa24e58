"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { SignInForm } from "@/app/(auth)/sign-in/sign-in-form";
import type { Passed } from "@/app/(auth)/sign-in-steps";
import { TwoFactorForm } from "@/app/(auth)/two-factor/two-factor-form";
import { sayOpenedBy } from "@/components/session/opened-by";
import {
  leaveTrouble,
  otherSignedIn,
  type SessionTrouble,
  sessionEnded,
  signedInAgain,
} from "@/components/session/session";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { toast } from "@/components/ui/toast";
import type { SignedInPerson } from "@/lib/auth/sign-in";
import { isolated } from "@/lib/text/isolated";

/** Over whatever is open, which stays as it is beneath: whoever opened it signs in again, or is told who else has. */
export default function SessionDialog({
  trouble,
  openedBy,
}: {
  trouble: SessionTrouble;
  openedBy: SignedInPerson;
}) {
  return trouble.kind === "ended" ? (
    <SignInAgain openedBy={openedBy} />
  ) : (
    <OtherPerson other={trouble} openedBy={openedBy} />
  );
}

function SignInAgain({ openedBy }: { openedBy: SignedInPerson }) {
  const client = useQueryClient();
  const [step, setStep] = useState<"password" | "code">("password");
  const next = window.location.pathname;
  function done({ person }: Passed) {
    if (!person) return setStep("code");
    if (person.id !== openedBy.id) return otherSignedIn(person);
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
        <SignInForm next={next} onDone={done} />
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
  openedBy: SignedInPerson;
}) {
  const router = useRouter();
  function goOn() {
    sayOpenedBy(other.id);
    signedInAgain();
    // What stands around the form is theirs from now on, and nothing is kept of what the other was shown; the form stays.
    router.refresh();
    toast(`You go on as ${isolated(other.label)}`, {
      detail: "What was typed is still here: send it again.",
    });
  }
  return (
    <Dialog
      open
      onClose={leaveTrouble}
      role="alertdialog"
      title={`${isolated(other.label)} is signed in`}
      description={`This page was opened by ${isolated(openedBy.label)}. Nothing was done: what is sent now is done in the name of ${isolated(other.label)}.`}
      footer={
        <>
          <Button onClick={sessionEnded}>Sign in as {isolated(openedBy.label)}</Button>
          <Button variant="primary" onClick={goOn}>
            Go on as {isolated(other.label)}
          </Button>
        </>
      }
    />
  );
}
