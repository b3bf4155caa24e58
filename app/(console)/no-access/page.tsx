import type { Metadata } from "next";
import { permissionMessage } from "@/app/problem-message";
import { ButtonLink } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { LockIcon } from "@/components/ui/icons";
import { PERMISSIONS } from "@/lib/verb/permissions";

export const metadata: Metadata = { title: "No access" };

/** Where a page sends whoever lacks its permission. */
export default async function NoAccessPage({ searchParams }: PageProps<"/no-access">) {
  const { permission: asked } = await searchParams;
  const permission = PERMISSIONS.find((each) => each === asked);
  return (
    <EmptyState
      heading
      icon={LockIcon}
      title="That page is not open to you"
      actions={
        <ButtonLink href="/" variant="primary">
          Go to the overview
        </ButtonLink>
      }
    >
      {permission ? permissionMessage(permission) : "Your role does not include it."} Ask one of them to
      change your role, or to do it for you.
    </EmptyState>
  );
}
