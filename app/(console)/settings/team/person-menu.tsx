"use client";

import { useState } from "react";
import { DropdownMenu, MenuItem } from "@/components/ui/dropdown-menu";
import { BanIcon, CheckIcon, EllipsisIcon, ShieldAlertIcon, UserIcon } from "@/components/ui/icons";
import type { TeamMember } from "@/lib/team/team-member";
import { isolated } from "@/lib/text/isolated";
import type { Role } from "@/lib/verb/permissions";
import { ChangeRole } from "./change-role";
import { ConfirmAboutPerson, type Question } from "./confirm-about-person";
import { DisablePerson } from "./disable-person";

export function PersonMenu({
  person,
  roles,
  own,
}: {
  person: TeamMember;
  roles: readonly Role[];
  own: boolean;
}) {
  const [asked, setAsked] = useState<Question | "role" | "disable" | null>(null);
  const close = () => setAsked(null);
  return (
    <>
      <DropdownMenu
        variant="ghost"
        size="icon-sm"
        label={`Actions for ${isolated(person.name)}, ${person.email}`}
        trigger={<EllipsisIcon />}
      >
        <MenuItem onClick={() => setAsked("role")}>
          <UserIcon /> Change the role…
        </MenuItem>
        {!own && person.twoFactorEnabled && (
          <MenuItem onClick={() => setAsked("reset")}>
            <ShieldAlertIcon /> Reset two-factor…
          </MenuItem>
        )}
        {!own && !person.disabledAt && (
          <MenuItem destructive onClick={() => setAsked("disable")}>
            <BanIcon /> Disable…
          </MenuItem>
        )}
        {person.disabledAt && (
          <MenuItem onClick={() => setAsked("enable")}>
            <CheckIcon /> Enable…
          </MenuItem>
        )}
      </DropdownMenu>
      {asked === "role" && <ChangeRole person={person} roles={roles} onClose={close} />}
      {asked === "disable" && <DisablePerson person={person} onClose={close} />}
      {(asked === "enable" || asked === "reset") && (
        <ConfirmAboutPerson question={asked} person={person} onClose={close} />
      )}
    </>
  );
}
