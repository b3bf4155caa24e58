"use client";

import { type Hydrated, useConsoleQuery } from "@/app/(console)/_queries/use-console-query";
import { Badge } from "@/components/ui/badge";
import { Card, CardBody, CardHeader } from "@/components/ui/card";
import { PageHeader } from "@/components/ui/page-header";
import { ChangePassword } from "./change-password";
import { FailedSignInTable } from "./failed-sign-in-table";
import { Rename } from "./rename";
import { SessionTable } from "./session-table";
import { TwoFactor } from "./two-factor";

export function ShownAccount(hydrated: Hydrated<"account">) {
  const { email, role, name, twoFactorEnabled, sessionId, sessions, failed, failedDays, passwordRule } =
    useConsoleQuery("account", hydrated);
  return (
    <>
      <PageHeader title="Your account" description={`${email} · ${role}`} />
      <div className="grid max-w-4xl items-start gap-4 lg:grid-cols-2">
        <Card>
          <CardHeader title="Password" description="Changing it signs you out everywhere but here." />
          <CardBody>
            <ChangePassword email={email} rule={passwordRule} />
          </CardBody>
        </Card>
        <div className="grid gap-4">
          <Card>
            <CardHeader
              title="Two-factor"
              description="A code from your phone besides the password, so that the password alone opens nothing."
              actions={twoFactorEnabled && <Badge tone="positive">On</Badge>}
            />
            <CardBody>
              <TwoFactor enabled={twoFactorEnabled} />
            </CardBody>
          </Card>
          <Card>
            <CardHeader title="Name" description="As others read it in the history." />
            <CardBody>
              <Rename name={name} />
            </CardBody>
          </Card>
        </div>
        <Card className="lg:col-span-2">
          <CardHeader title="Where you are signed in" />
          <SessionTable sessions={sessions} ownId={sessionId} />
        </Card>
        {failed.length > 0 && (
          <Card id="failed-sign-ins" className="lg:col-span-2">
            <CardHeader
              title="Wrong attempts to sign in as you"
              description={`Of the last ${failedDays} days. They do not shut out browsers you have signed in with.`}
            />
            <FailedSignInTable failed={failed} />
          </Card>
        )}
      </div>
    </>
  );
}
