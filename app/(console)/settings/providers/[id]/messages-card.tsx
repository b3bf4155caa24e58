import type { ReactNode } from "react";
import { Card, CardBody, CardHeader } from "@/components/ui/card";
import { CopyButton } from "@/components/ui/copy-button";
import { CircleCheckIcon, CircleDashedIcon } from "@/components/ui/icons";
import { Time } from "@/components/ui/time";
import type { ConnectionDetail } from "@/lib/connections/get-connection";
import type { CredentialField } from "@/lib/connectors/provider";
import { MessageSecret } from "./message-secret";

/** How the provider tells of its own accord: where it sends to, by which secret it signs, and whether it has. */
export function MessagesCard({
  detail: { connection, messageAddress, lastMessageAt },
  field,
  manage,
}: {
  detail: ConnectionDetail;
  field: CredentialField;
  manage: boolean;
}) {
  const { id, version, hasMessageSecret, messageSecretBeforeUntil } = connection;
  return (
    <Card>
      <CardHeader
        title="Messages"
        description="The provider tells at once what happens. It is also asked now and then, so that a lost message loses nothing."
      />
      <CardBody className="grid gap-4">
        <div className="grid gap-1.5">
          <p className="font-medium">Address to give the provider</p>
          <div className="flex items-center gap-2 rounded-md border bg-muted py-2 pr-2 pl-3">
            <code className="min-w-0 flex-1 select-all break-all font-mono text-xs">{messageAddress}</code>
            <CopyButton
              text={messageAddress}
              label="Copy the address"
              className="size-8 rounded-md border bg-card"
            />
          </div>
        </div>
        <ul className="grid gap-2">
          <Step done={hasMessageSecret}>
            {hasMessageSecret
              ? `${field.label} is set`
              : `${field.label} is not set yet: messages are refused`}
            {messageSecretBeforeUntil && (
              <span className="block text-muted-foreground text-xs">
                The one before was taken until <Time at={messageSecretBeforeUntil} />
              </span>
            )}
          </Step>
          <Step done={lastMessageAt !== null}>
            {lastMessageAt ? (
              <>
                Last signed message <Time at={lastMessageAt} />
              </>
            ) : (
              "Waiting for the first signed message"
            )}
          </Step>
        </ul>
        {manage && <MessageSecret id={id} version={version} field={field} replaces={hasMessageSecret} />}
      </CardBody>
    </Card>
  );
}

function Step({ done, children }: { done: boolean; children: ReactNode }) {
  const StepIcon = done ? CircleCheckIcon : CircleDashedIcon;
  return (
    <li className="grid grid-cols-[auto_1fr] items-start gap-2">
      <StepIcon className={`mt-0.5 size-4 ${done ? "text-positive" : "text-muted-foreground"}`} />
      <span>{children}</span>
    </li>
  );
}
