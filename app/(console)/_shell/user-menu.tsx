"use client";

import { DENSITIES, THEMES } from "@/components/shell/preferences";
import {
  DropdownMenu,
  MenuItem,
  MenuLabel,
  MenuLink,
  MenuRadio,
  MenuSeparator,
} from "@/components/ui/dropdown-menu";
import { ChevronUpDownIcon, LogOutIcon, UserIcon } from "@/components/ui/icons";
import { isolated } from "@/lib/text/isolated";
import { usePreferences } from "./use-preferences";

export interface UserMenuProps {
  name: string;
  role: string;
  accountHref: string;
  signOut: () => Promise<void>;
}

export function UserMenu({ name, role, accountHref, signOut }: UserMenuProps) {
  const { theme, density, chooseTheme, chooseDensity } = usePreferences();
  return (
    <DropdownMenu
      variant="ghost"
      label={`Account of ${isolated(name)}, ${role}`}
      triggerClassName="gap-2 px-1.5"
      className="w-56"
      trigger={
        <>
          <span className="grid size-6 place-items-center rounded-full bg-primary font-semibold text-2xs text-primary-foreground">
            {initials(name)}
          </span>
          <span className="hidden max-w-36 truncate sm:block">{name}</span>
          <ChevronUpDownIcon className="text-muted-foreground" />
        </>
      }
    >
      <div className="px-2 pt-1.5 pb-2">
        <p className="truncate font-medium">{name}</p>
        <p className="text-muted-foreground text-xs first-letter:uppercase">{role}</p>
      </div>
      <MenuSeparator />
      <MenuLabel>Theme</MenuLabel>
      {THEMES.map((each) => (
        <MenuRadio key={each} checked={each === theme} onClick={() => chooseTheme(each)}>
          {THEME_LABELS[each]}
        </MenuRadio>
      ))}
      <MenuLabel>Rows</MenuLabel>
      {DENSITIES.map((each) => (
        <MenuRadio key={each} checked={each === density} onClick={() => chooseDensity(each)}>
          {DENSITY_LABELS[each]}
        </MenuRadio>
      ))}
      <MenuSeparator />
      <MenuLink href={accountHref}>
        <UserIcon /> Your account
      </MenuLink>
      <MenuItem onClick={() => signOut()}>
        <LogOutIcon /> Sign out
      </MenuItem>
    </DropdownMenu>
  );
}

const THEME_LABELS = { system: "As the system", light: "Light", dark: "Dark" };
const DENSITY_LABELS = { comfortable: "Comfortable", compact: "Compact" };

function initials(name: string): string {
  const words = name.trim().split(/\s+/);
  const last = words.length > 1 ? words.at(-1) : "";
  return `${words[0]?.charAt(0) ?? ""}${last?.charAt(0) ?? ""}`.toUpperCase();
}
