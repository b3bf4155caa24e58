"use client";

import { FormDialog } from "@/components/forms/form-dialog";
import { useAction } from "@/components/forms/use-action";
import { textIn } from "@/components/forms/values";
import { toast } from "@/components/ui/toast";
import type { TeamMember } from "@/lib/team/team-member";
import { isolated } from "@/lib/text/isolated";
import type { Role } from "@/lib/verb/permissions";
import { changeRoleAction } from "./actions";
import { RoleField } from "./role-field";

export function ChangeRole({
  person,
  roles,
  onClose,
}: {
  person: TeamMember;
  roles: readonly Role[];
  onClose: () => void;
}) {
  const form = useAction(
    changeRoleAction,
    () => {
      onClose();
      toast(`${isolated(person.name)} has another role`);
    },
    { changes: ["user"], schema: () => import("@/lib/team/schemas").then(({ ChangeRole }) => ChangeRole) },
  );
  return (
    <FormDialog
      form={form}
      read={(data) => ({ userId: person.id, role: textIn<Role>(data, "role") })}
      onClose={onClose}
      title={`What may ${isolated(person.name)} do?`}
      description="It counts from their next click on."
      submitLabel="Change the role"
    >
      <RoleField roles={roles} defaultValue={person.role} error={form.errorOf("role")} />
    </FormDialog>
  );
}
