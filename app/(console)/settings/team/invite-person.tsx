"use client";

import { useState } from "react";
import { FormDialog } from "@/components/forms/form-dialog";
import { TextInput } from "@/components/forms/inputs";
import { SecretBox } from "@/components/forms/secret-box";
import { useAction } from "@/components/forms/use-action";
import { textIn } from "@/components/forms/values";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { PlusIcon } from "@/components/ui/icons";
import { Notice } from "@/components/ui/notice";
import { newId } from "@/lib/ids";
import type { Role } from "@/lib/verb/permissions";
import { inviteAction } from "./actions";
import { RoleField } from "./role-field";

interface Address {
  email: string;
  url: string | null;
}

export function InvitePerson({ roles }: { roles: readonly Role[] }) {
  const [open, setOpen] = useState(false);
  const [invited, setInvited] = useState<Address | null>(null);
  return (
    <>
      <Button variant="primary" onClick={() => setOpen(true)}>
        <PlusIcon /> Invite somebody
      </Button>
      {open && (
        <InviteDialog
          roles={roles}
          onClose={() => setOpen(false)}
          onInvited={(address) => {
            setOpen(false);
            setInvited(address);
          }}
        />
      )}
      <Dialog
        open={invited !== null}
        onClose={() => setInvited(null)}
        title={`${invited?.email ?? ""} is invited`}
        description="Send this address to them yourself. It works once, within a week, and only for them."
        footer={
          <Button variant="primary" onClick={() => setInvited(null)}>
            Done
          </Button>
        }
      >
        {invited?.url ? (
          <SecretBox label="Invitation address" secret={invited.url} />
        ) : (
          <Notice tone="caution" title="This invitation was made already">
            Its address was shown then. Invite them again to make another.
          </Notice>
        )}
      </Dialog>
    </>
  );
}

function InviteDialog({
  roles,
  onClose,
  onInvited,
}: {
  roles: readonly Role[];
  onClose: () => void;
  onInvited: (invited: Address) => void;
}) {
  // Minted with the form: however often it is sent, it invites once.
  const [id] = useState(newId);
  const form = useAction(inviteAction, onInvited, {
    changes: ["invitation"],
    schema: () => import("@/lib/team/schemas").then(({ InvitePerson }) => InvitePerson),
  });
  return (
    <FormDialog
      form={form}
      read={(data) => ({ id, email: textIn(data, "email"), role: textIn<Role>(data, "role") })}
      onClose={onClose}
      title="Invite somebody"
      submitLabel="Make the invitation"
    >
      <Field id="email" label="E-mail" hint="They sign in with it." error={form.errorOf("email")}>
        {(field) => <TextInput {...field} name="email" type="email" autoComplete="off" autoFocus />}
      </Field>
      <RoleField roles={roles} defaultValue="operator" error={form.errorOf("role")} />
    </FormDialog>
  );
}
