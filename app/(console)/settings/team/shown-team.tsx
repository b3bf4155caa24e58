"use client";

import { type Hydrated, useConsoleQuery } from "@/app/(console)/_queries/use-console-query";
import { Card, CardHeader } from "@/components/ui/card";
import { PageHeader } from "@/components/ui/page-header";
import { InvitationTable } from "./invitation-table";
import { InvitePerson } from "./invite-person";
import { PeopleTable } from "./people-table";

export function ShownTeam(hydrated: Hydrated<"team">) {
  const { people, invitations, manage, roles, ownId } = useConsoleQuery("team", hydrated);
  return (
    <>
      <PageHeader
        title="Team"
        description="Who may sign in, and what they may do. Each role may do all that the one before it may: viewer, operator, admin, owner."
        actions={manage && <InvitePerson roles={roles} />}
      />
      <div className="grid gap-4">
        <Card>
          <PeopleTable people={people} manage={manage} roles={roles} ownId={ownId} />
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
