"use client";

import { useEffect, useState } from "react";
import { FormDialog } from "@/components/forms/form-dialog";
import { useAction } from "@/components/forms/use-action";
import { Checkbox, CheckboxField } from "@/components/ui/checkbox";
import { toast } from "@/components/ui/toast";
import type { DisableConsequences } from "@/lib/team/disable-consequences";
import type { TeamMember } from "@/lib/team/team-member";
import { isolated } from "@/lib/text/isolated";
import { disableAction, disableConsequencesAction } from "./actions";
import { ConsequenceList } from "./consequence-list";

/** Says what hangs on a person, and what becomes of each, before they are disabled. */
export function DisablePerson({ person, onClose }: { person: TeamMember; onClose: () => void }) {
  const [consequences, setConsequences] = useState<DisableConsequences | null>(null);
  const [revokeKeys, setRevokeKeys] = useState(false);
  const look = useAction(disableConsequencesAction, setConsequences);
  const form = useAction(
    disableAction,
    () => {
      onClose();
      toast(`${isolated(person.name)} is disabled`);
    },
    { changes: ["user", "key", "invitation"] },
  );
  // Asked of the server once, when the dialog is opened.
  // biome-ignore lint/correctness/useExhaustiveDependencies: the action is another function at every rendering
  useEffect(() => look.run({ userId: person.id }), [person.id]);
  return (
    <FormDialog
      look="danger"
      form={{
        ...form,
        pending: form.pending || (!consequences && !look.problem),
        problem: form.problem ?? look.problem,
      }}
      read={() => ({ userId: person.id, revokeKeys })}
      onClose={onClose}
      title={`Disable ${isolated(person.name)}?`}
      description="They cannot sign in any more. What they did stays in the history."
      submitLabel="Disable"
    >
      {consequences && (
        <div className="grid gap-4">
          <ConsequenceList consequences={consequences} keysEnd={revokeKeys} />
          {consequences.keyCount > 0 && (
            <CheckboxField
              htmlFor="revokeKeys"
              label="Revoke these keys as well"
              hint="Programs that use them stop working at once. Leave it where programs of yours do, and rotate them."
              control={
                <Checkbox
                  id="revokeKeys"
                  checked={revokeKeys}
                  onChange={(event) => setRevokeKeys(event.currentTarget.checked)}
                />
              }
            />
          )}
        </div>
      )}
    </FormDialog>
  );
}
