"use client";

import { useState } from "react";
import { rotateEndpointSecretAction, type ShownSecret } from "@/app/(console)/webhooks/actions";
import { RotateDialog } from "@/components/forms/rotate-dialog";
import { SecretDialog } from "@/components/webhooks/secret-dialog";
import { newId } from "@/lib/ids";
import type { OverlapHours } from "@/lib/webhooks/endpoints/schemas";

const OVERLAPS: readonly (readonly [OverlapHours, string])[] = [
  [0, "Not at all: it ends now"],
  [1, "For an hour"],
  [24, "For a day"],
  [168, "For a week"],
];

/** Asks how long the old secret goes on, then shows the new one. */
export function RotateSecret({ id, onClose }: { id: string; onClose: () => void }) {
  // Minted with the form: however often it is sent, it makes one secret.
  const [secretId] = useState(newId);
  const [made, setMade] = useState<ShownSecret | null>(null);
  if (made)
    return <SecretDialog title="The new secret signs from now on" secret={made.secret} onClose={onClose} />;
  return (
    <RotateDialog
      title="Rotate the signing secret"
      description="Messages are signed with the new secret and, until it ends, with the old one beside it: a receiver that knows either accepts them."
      hint="Long enough to change it at the receiver. End it now if somebody else may have it."
      overlaps={OVERLAPS}
      rotate={(overlapHours) => rotateEndpointSecretAction({ id, secretId, overlapHours })}
      changes={["endpoint"]}
      onMade={setMade}
      onClose={onClose}
    />
  );
}
