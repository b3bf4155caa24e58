"use client";

import { useState } from "react";
import { RotateDialog } from "@/components/forms/rotate-dialog";
import { newId } from "@/lib/ids";
import type { MadeKey } from "@/lib/keys/create-key";
import type { Key } from "@/lib/keys/key";
import { isolated } from "@/lib/text/isolated";
import { rotateKeyAction } from "./actions";

const OVERLAPS = [
  [0, "Not at all: it ends now"],
  [1, "For an hour"],
  [24, "For a day"],
  [72, "For three days"],
  [168, "For a week (the longest)"],
] as const;

export function RotateKey({
  apiKey,
  onClose,
  onMade,
}: {
  apiKey: Key;
  onClose: () => void;
  onMade: (made: MadeKey) => void;
}) {
  // Minted with the form: however often it is sent, it makes one key.
  const [newKeyId] = useState(newId);
  return (
    <RotateDialog
      title={`Rotate ${isolated(apiKey.name)}`}
      description="A new key with the same name and rights takes over. Its secret is shown next."
      hint="Long enough to change it wherever it is used."
      overlaps={OVERLAPS}
      rotate={(overlapHours) => rotateKeyAction({ id: apiKey.id, newKeyId, overlapHours })}
      changes={["key"]}
      onMade={onMade}
      onClose={onClose}
    />
  );
}
