"use client";

import { ActionForm, textIn } from "@/components/forms/action-form";
import { useAction } from "@/components/forms/use-action";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { toast } from "@/components/ui/toast";
import type { Person } from "@/lib/team/person";
import type { Role } from "@/lib/verb/permissions";
import { changeRoleAction } from "./actions";
import { RoleField } from "./role-field";

const FORM = "change-role";

export function ChangeRole({
  person,
  roles,
  onClose,
}: {
  person: Person;
  roles: readonly Role[];
  onClose: () => void;
}) {
  const form = useAction(changeRoleAction, () => {
    onClose();
    toast(`${person.name} has another role`);
  });
  return (
    <Dialog
      open
      onClose={onClose}
      title={`What may ${person.name} do?`}
      description="It counts from their next click on."
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" form={FORM} variant="primary" pending={form.pending}>
            Change the role
          </Button>
        </>
      }
    >
      <ActionForm id={FORM} form={form} read={(data) => ({ userId: person.id, role: textIn(data, "role") })}>
        <RoleField roles={roles} defaultValue={person.role} error={form.errorOf("role")} />
      </ActionForm>
    </Dialog>
  );
}
