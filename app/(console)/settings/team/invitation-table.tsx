import { Cell, HeaderCell, Table, TableBody, TableHead, TableRow } from "@/components/ui/table";
import { Time } from "@/components/ui/time";
import type { Invitation } from "@/lib/auth/invitation";
import type { Role } from "@/lib/verb/permissions";
import { ROLE_WORDS } from "./role-words";
import { WithdrawInvitation } from "./withdraw-invitation";

export function InvitationTable({
  invitations,
  manage,
  roles,
}: {
  invitations: Invitation[];
  manage: boolean;
  roles: readonly Role[];
}) {
  return (
    <Table caption="Open invitations, newest first">
      <TableHead>
        <HeaderCell>E-mail</HeaderCell>
        <HeaderCell>Role</HeaderCell>
        <HeaderCell>Good until</HeaderCell>
        <HeaderCell>
          <span className="sr-only">Actions</span>
        </HeaderCell>
      </TableHead>
      <TableBody>
        {invitations.map(({ id, email, role, expiresAt }) => (
          <TableRow key={id}>
            <Cell className="font-medium">{email}</Cell>
            <Cell label="Role">{ROLE_WORDS[role].label}</Cell>
            <Cell label="Good until">
              <Time at={expiresAt} />
            </Cell>
            <Cell className="text-right max-sm:justify-end max-sm:pt-2">
              {manage && roles.includes(role) && <WithdrawInvitation id={id} email={email ?? ""} />}
            </Cell>
          </TableRow>
        ))}
      </TableBody>
    </Table>
  );
}
