"use client";

import { FormDialog } from "@/components/forms/form-dialog";
import { useAction } from "@/components/forms/use-action";
import { toast } from "@/components/ui/toast";
import type { TeamMember } from "@/lib/team/team-member";
import { isolated } from "@/lib/text/isolated";
import { enableAction, resetTwoFactorAction } from "./actions";

export type Question = keyof typeof QUESTIONS;

/** Asks before something is done to a person's account. */
export function ConfirmAboutPerson({
  question,
  person,
  onClose,
}: {
  question: Question;
  person: TeamMember;
  onClose: () => void;
}) {
  const { action, title, description, confirmLabel, done } = QUESTIONS[question];
  const form = useAction(
    action,
    () => {
      onClose();
      toast(done(person.name));
    },
    { changes: ["user"] },
  );
  return (
    <FormDialog
      open
      onClose={onClose}
      title={title(person.name)}
      description={description}
      submitLabel={confirmLabel}
      look={question !== "enable" ? "danger" : "question"}
      form={form}
      read={() => ({ userId: person.id })}
    />
  );
}

const QUESTIONS = {
  enable: {
    action: enableAction,
    title: (name: string) => `Let ${isolated(name)} sign in again?`,
    description: "With the password, second factor and role they had.",
    confirmLabel: "Enable",
    done: (name: string) => `${isolated(name)} may sign in again`,
  },
  reset: {
    action: resetTwoFactorAction,
    title: (name: string) => `Reset two-factor of ${isolated(name)}?`,
    description:
      "For a lost phone. They are signed out, and their password alone signs them in until they set it up again. Be sure it is them who asks.",
    confirmLabel: "Reset two-factor",
    done: (name: string) => `Two-factor of ${isolated(name)} is off`,
  },
};
