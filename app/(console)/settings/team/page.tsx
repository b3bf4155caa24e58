import type { Metadata } from "next";
import { operatorCtx, requireOperator } from "@/app/operator";
import { Card, CardHeader } from "@/components/ui/card";
import { PageHeader } from "@/components/ui/page-header";
import { listTeam } from "@/lib/team/list-team";
import { may, ROLES } from "@/lib/verb/permissions";
import { InvitationTable } from "./invitation-table";
import { InvitePerson } from "./invite-person";
import { PeopleTable } from "./people-table";

export const metadata: Metadata = { title: "Team" };

export default async function TeamPage() {
  const operator = await requireOperator("team:read");
  const ctx = await operatorCtx();
  const { people, invitations } = await listTeam({ ctx });
  const manage = may(operator, "team:manage");
  const roles = may(operator, "owners:manage") ? ROLES : ROLES.filter((role) => role !== "owner");
  return (
    <>
      <PageHeader
        title="Team"
        description="Who may sign in, and what they may do. Each role may do all that the one before it may: viewer, operator, admin, owner."
        actions={manage && <InvitePerson roles={roles} />}
      />
      <div className="grid gap-4">
        <Card>
          <PeopleTable people={people} manage={manage} roles={roles} ownId={operator.id} />
        </Card>
        {invitations.length > 0 && (
          <Card>
            <CardHeader
              title="Invited"
              description="Each address works once. Invite again to make another; the earlier one then stops working."
            />
            <InvitationTable invitations={invitations} manage={manage} roles={roles} />
          </Card>
        )}
      </div>
    </>
  );
}
