"use client";

import { useState } from "react";
import { DropdownMenu, MenuItem } from "@/components/ui/dropdown-menu";
import { BanIcon, EllipsisIcon, PencilIcon, RefreshIcon } from "@/components/ui/icons";
import type { CredentialField } from "@/lib/connectors/provider";
import { isolated } from "@/lib/text/isolated";
import { CheckConnectionAgain } from "./check-again";
import { DisconnectProvider } from "./disconnect-provider";
import { RenameConnection } from "./rename-connection";
import { RotateCredentials } from "./rotate-credentials";

export interface ConnectionStep {
  id: string;
  name: string;
  version: number;
  live: boolean;
  /** It has nothing to rotate, and stays. */
  builtIn: boolean;
  openAttempts: number;
  routes: number;
}

/** What can be done with a connection: what is done most stands open, the rest is in the menu. */
export function ConnectionActions({
  connection,
  fields,
}: {
  connection: ConnectionStep;
  fields: readonly CredentialField[];
}) {
  const [asked, setAsked] = useState<"rotate" | "rename" | "disconnect" | null>(null);
  const close = () => setAsked(null);
  return (
    <>
      {!connection.builtIn && <CheckConnectionAgain id={connection.id} />}
      <DropdownMenu
        size="icon"
        label={`More actions for ${isolated(connection.name)}`}
        trigger={<EllipsisIcon />}
      >
        <MenuItem onClick={() => setAsked("rename")}>
          <PencilIcon /> Rename…
        </MenuItem>
        {!connection.builtIn && (
          <>
            <MenuItem onClick={() => setAsked("rotate")}>
              <RefreshIcon /> Rotate the credentials…
            </MenuItem>
            <MenuItem destructive onClick={() => setAsked("disconnect")}>
              <BanIcon /> Disconnect…
            </MenuItem>
          </>
        )}
      </DropdownMenu>
      {asked === "rename" && <RenameConnection connection={connection} onClose={close} />}
      {asked === "rotate" && <RotateCredentials connection={connection} fields={fields} onClose={close} />}
      {asked === "disconnect" && <DisconnectProvider connection={connection} onClose={close} />}
    </>
  );
}
