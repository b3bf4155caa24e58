import { Badge } from "@/components/ui/badge";
import { BanIcon, ShieldIcon } from "@/components/ui/icons";
import { Cell, HeaderCell, Table, TableBody, TableHead, TableRow } from "@/components/ui/table";
import { Time } from "@/components/ui/time";
import type { Member } from "@/lib/team/list-team";
import { isolated } from "@/lib/text/isolated";
import type { Role } from "@/lib/verb/permissions";
import { PersonMenu } from "./person-menu";
import { ROLE_WORDS } from "./role-words";

export function PeopleTable({
  people,
  manage,
  roles,
  ownId,
}: {
  people: Member[];
  manage: boolean;
  roles: readonly Role[];
  ownId: string;
}) {
  return (
    <Table caption="People with an account">
      <TableHead>
        <HeaderCell>Name</HeaderCell>
        <HeaderCell>Role</HeaderCell>
        <HeaderCell>Two-factor</HeaderCell>
        <HeaderCell>Last signed in</HeaderCell>
        <HeaderCell>
          <span className="sr-only">Actions</span>
        </HeaderCell>
      </TableHead>
      <TableBody>
        {people.map((person) => (
          <TableRow key={person.id} className="max-sm:relative">
            <Cell>
              <div className="grid min-w-0">
                <span className="flex items-center gap-2 font-medium">
                  {isolated(person.name)}
                  {person.id === ownId && <Badge>You</Badge>}
                  {person.disabledAt && (
                    <Badge tone="negative" icon={BanIcon}>
                      Disabled
                    </Badge>
                  )}
                </span>
                <span className="truncate text-muted-foreground text-xs">{person.email}</span>
              </div>
            </Cell>
            <Cell label="Role">{ROLE_WORDS[person.role].label}</Cell>
            <Cell label="Two-factor">
              {person.twoFactorEnabled ? (
                <Badge tone="positive" icon={ShieldIcon}>
                  On
                </Badge>
              ) : (
                <span className="text-muted-foreground">Off</span>
              )}
            </Cell>
            <Cell label="Last signed in">
              {person.lastSignedInAt ? (
                <Time at={person.lastSignedInAt} />
              ) : (
                <span className="text-muted-foreground">Never</span>
              )}
            </Cell>
            <Cell className="text-right max-sm:absolute max-sm:top-2.5 max-sm:right-3">
              {manage && roles.includes(person.role) && (
                <PersonMenu person={person} roles={roles} own={person.id === ownId} />
              )}
            </Cell>
          </TableRow>
        ))}
      </TableBody>
    </Table>
  );
}
