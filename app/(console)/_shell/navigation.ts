import {
  BookIcon,
  BracesIcon,
  BuildingIcon,
  CreditCardIcon,
  HomeIcon,
  type Icon,
  KeyIcon,
  LinkIcon,
  PaymentCardIcon,
  PlugIcon,
  RequestIcon,
  RetryIcon,
  ScaleIcon,
  SendIcon,
  ShareIcon,
  TimerIcon,
  UmbrellaIcon,
  UserIcon,
  UsersIcon,
  WebhookIcon,
} from "@/components/ui/icons";
import { may, type Permission, type Role } from "@/lib/verb/permissions";

export interface NavigationEntry {
  href: string;
  label: string;
  icon: Icon;
  section: Section;
}

/** The permission is that of those who are shown it. */
type Place = [
  state: "built" | "planned",
  section: Section,
  href: string,
  label: string,
  icon: Icon,
  permission: Permission,
];

export const SECTIONS = ["Payments", "Partners", "Integrations", "Settings"] as const;
export type Section = (typeof SECTIONS)[number];

/** Every place planned for the console, in the order it is shown; what is not built yet is not shown. */
const PLACES: readonly Place[] = [
  ["built", "Payments", "/", "Overview", HomeIcon, "payments:read"],
  ["built", "Payments", "/payments", "Payments", PaymentCardIcon, "payments:read"],
  ["built", "Payments", "/checkout-links", "Checkout links", LinkIcon, "payments:read"],
  ["built", "Payments", "/people", "People", UsersIcon, "payments:read"],
  ["built", "Payments", "/customers", "Customers", UserIcon, "customers:read"],
  ["built", "Payments", "/retries", "Retries", RetryIcon, "payments:read"],
  ["built", "Payments", "/policies", "Policies", UmbrellaIcon, "payments:read"],
  ["built", "Partners", "/referrals", "Referrals", ShareIcon, "referrals:read"],
  ["built", "Partners", "/partners", "Partners", UsersIcon, "referrals:read"],
  ["built", "Partners", "/commissions", "Commissions", ScaleIcon, "referrals:read"],
  ["built", "Partners", "/payouts", "Payouts", SendIcon, "referrals:read"],
  ["built", "Integrations", "/connectors", "Connectors", PlugIcon, "connectors:read"],
  ["built", "Integrations", "/webhooks", "Webhooks", WebhookIcon, "webhooks:read"],
  ["built", "Integrations", "/requests", "Request log", RequestIcon, "requests:read"],
  ["built", "Integrations", "/docs", "API reference", BracesIcon, "payments:read"],
  ["built", "Settings", "/settings/keys", "API keys", KeyIcon, "keys:read"],
  ["built", "Settings", "/settings/providers", "Providers", CreditCardIcon, "providers:read"],
  ["built", "Settings", "/settings/merchants", "Merchants", BuildingIcon, "merchants:read"],
  ["built", "Settings", "/settings/team", "Team", UsersIcon, "team:read"],
  ["built", "Settings", "/settings/audit", "Audit log", BookIcon, "audit:read"],
  ["built", "Settings", "/settings/clock", "Test clock", TimerIcon, "clock:advance"],
];

/** The places a role may see. */
export function navigationFor(role: Role): readonly NavigationEntry[] {
  const actor = { type: "user", id: "", label: "", role } as const;
  return PLACES.flatMap(([state, section, href, label, icon, permission]) =>
    state === "built" && may(actor, permission) ? [{ section, href, label, icon }] : [],
  );
}

/** Whether an entry is where the reader is: its own page, or one below it. */
export function isCurrent(href: string, pathname: string): boolean {
  return href === "/" ? pathname === "/" : pathname === href || pathname.startsWith(`${href}/`);
}
