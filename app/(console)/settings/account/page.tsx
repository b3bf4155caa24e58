import type { Metadata } from "next";
import { operatorCtx, requireOperator } from "@/app/operator";
import { Badge } from "@/components/ui/badge";
import { Card, CardBody, CardHeader } from "@/components/ui/card";
import { PageHeader } from "@/components/ui/page-header";
import { listFailedSignIns } from "@/lib/auth/account/failed-sign-ins";
import { listSessions } from "@/lib/auth/account/sessions";
import { FAILED_SIGN_INS_KEPT_DAYS } from "@/lib/auth/failed-sign-ins";
import { PASSWORD_RULE } from "@/lib/auth/password";
import { ChangePassword } from "./change-password";
import { FailedSignInTable } from "./failed-sign-in-table";
import { Rename } from "./rename";
import { SessionTable } from "./session-table";
import { TwoFactor } from "./two-factor";

export const metadata: Metadata = { title: "Your account" };

export default async function AccountPage() {
  const operator = await requireOperator();
  const ctx = await operatorCtx();
  const [sessions, failed] = await Promise.all([listSessions({ ctx }), listFailedSignIns({ ctx })]);
  return (
    <>
      <PageHeader title="Your account" description={`${operator.email} · ${operator.role}`} />
      <div className="grid max-w-4xl items-start gap-4 lg:grid-cols-2">
        <Card>
          <CardHeader title="Password" description="Changing it signs you out everywhere but here." />
          <CardBody>
            <ChangePassword email={operator.email} rule={PASSWORD_RULE} />
          </CardBody>
        </Card>
        <div className="grid gap-4">
          <Card>
            <CardHeader
              title="Two-factor"
              description="A code from your phone besides the password, so that the password alone opens nothing."
              actions={operator.twoFactorEnabled && <Badge tone="positive">On</Badge>}
            />
            <CardBody>
              <TwoFactor enabled={operator.twoFactorEnabled} />
            </CardBody>
          </Card>
          <Card>
            <CardHeader title="Name" description="As others read it in the history." />
            <CardBody>
              <Rename name={operator.label} />
            </CardBody>
          </Card>
        </div>
        <Card className="lg:col-span-2">
          <CardHeader title="Where you are signed in" />
          <SessionTable sessions={sessions} ownId={operator.sessionId} />
        </Card>
        {failed.length > 0 && (
          <Card id="failed-sign-ins" className="lg:col-span-2">
            <CardHeader
              title="Wrong attempts to sign in as you"
              description={`Of the last ${FAILED_SIGN_INS_KEPT_DAYS} days. They do not shut out browsers you have signed in with.`}
            />
            <FailedSignInTable failed={failed} />
          </Card>
        )}
      </div>
    </>
  );
}
