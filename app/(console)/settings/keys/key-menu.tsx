"use client";

import { useState } from "react";
import { FormDialog } from "@/components/forms/form-dialog";
import { useAction } from "@/components/forms/use-action";
import { DropdownMenu, MenuItem } from "@/components/ui/dropdown-menu";
import { BanIcon, EllipsisIcon, RefreshIcon } from "@/components/ui/icons";
import { toast } from "@/components/ui/toast";
import type { Key } from "@/lib/keys/key";
import { isolated } from "@/lib/text/isolated";
import { revokeKeyAction } from "./actions";
import { useShowSecret } from "./key-secret";
import { RotateKey } from "./rotate-key";

export function KeyMenu({ apiKey }: { apiKey: Key }) {
  const [asked, setAsked] = useState<"rotate" | "revoke" | null>(null);
  const showSecret = useShowSecret();
  const close = () => setAsked(null);
  const revoke = useAction(
    revokeKeyAction,
    () => {
      close();
      toast(`${isolated(apiKey.name)} is revoked`);
    },
    { changes: ["key"] },
  );
  return (
    <>
      <DropdownMenu
        variant="ghost"
        size="icon-sm"
        label={`Actions for ${isolated(apiKey.name)}, ending in ${apiKey.hint}`}
        trigger={<EllipsisIcon />}
      >
        {apiKey.state === "active" && (
          <MenuItem onClick={() => setAsked("rotate")}>
            <RefreshIcon /> Rotate…
          </MenuItem>
        )}
        <MenuItem destructive onClick={() => setAsked("revoke")}>
          <BanIcon /> Revoke…
        </MenuItem>
      </DropdownMenu>
      {asked === "rotate" && (
        <RotateKey
          apiKey={apiKey}
          onClose={close}
          onMade={(key) => {
            close();
            showSecret(key);
          }}
        />
      )}
      <FormDialog
        open={asked === "revoke"}
        onClose={close}
        title={`Revoke ${isolated(apiKey.name)}?`}
        description="Every request with it is refused from now on. This cannot be undone. To replace it without a gap, rotate it instead."
        submitLabel="Revoke the key"
        form={revoke}
        read={() => ({ id: apiKey.id })}
        look="danger"
      />
    </>
  );
}
