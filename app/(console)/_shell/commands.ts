import type { PaymentLine } from "@/components/payments/payment-line";
import {
  CircleHelpIcon,
  CreditCardIcon,
  type Icon,
  MonitorIcon,
  MoonIcon,
  RowsIcon,
  SearchIcon,
  SunIcon,
  UserIcon,
} from "@/components/ui/icons";
import type { Role } from "@/lib/verb/permissions";
import { navigationFor } from "./navigation";
import { chooseDensity, chooseTheme } from "./use-preferences";

export interface Command {
  id: string;
  label: string;
  icon: Icon;
  /** The payment that it leads to. */
  payment?: PaymentLine;
  run: () => void;
}

/**
 * What the palette offers for what was typed: matching commands first, always a search for the text itself, and the
 * payments that were found by it.
 */
export function commandsFor({
  role,
  text,
  found = [],
  go,
  help,
}: {
  role: Role;
  text: string;
  found?: readonly PaymentLine[];
  go: (href: string) => void;
  help: () => void;
}): Command[] {
  const typed = text.trim();
  const places = navigationFor(role).map(({ href, label, icon }) => ({
    id: `go-${label.replaceAll(" ", "-").toLowerCase()}`,
    label,
    icon,
    run: () => go(href),
  }));
  const settings: Command[] = [
    { id: "theme-light", label: "Light theme", icon: SunIcon, run: () => chooseTheme("light") },
    { id: "theme-dark", label: "Dark theme", icon: MoonIcon, run: () => chooseTheme("dark") },
    { id: "theme-system", label: "Theme as the system", icon: MonitorIcon, run: () => chooseTheme("system") },
    { id: "rows-compact", label: "Compact rows", icon: RowsIcon, run: () => chooseDensity("compact") },
    {
      id: "rows-comfortable",
      label: "Comfortable rows",
      icon: RowsIcon,
      run: () => chooseDensity("comfortable"),
    },
    { id: "keys", label: "Keys", icon: CircleHelpIcon, run: help },
  ];
  const matching = [...places, ...settings].filter(({ label }) => matches(label, typed));
  if (!typed) return matching;
  const search = `/payments?${new URLSearchParams({ q: typed })}`;
  const people = `/people?${new URLSearchParams({ q: typed })}`;
  return [
    ...matching,
    { id: "search", label: `Search payments for “${typed}”`, icon: SearchIcon, run: () => go(search) },
    { id: "search-people", label: `Find people by “${typed}”`, icon: UserIcon, run: () => go(people) },
    ...found.map((payment) => ({
      id: payment.id,
      label: payment.name,
      icon: CreditCardIcon,
      payment,
      run: () => go(`/payments/${payment.id}`),
    })),
  ];
}

/** Every word typed begins a word of the label. */
export function matches(label: string, typed: string): boolean {
  const words = label.toLowerCase().split(/\s+/);
  return typed
    .toLowerCase()
    .split(/\s+/)
    .every((part) => words.some((word) => word.startsWith(part)));
}
