"use client";

import { usePathname } from "next/navigation";
import { IntentLink } from "@/components/ui/intent-link";
import type { Role } from "@/lib/verb/permissions";
import { isCurrent, navigationFor, SECTIONS } from "./navigation";

export function NavLinks({ role, onFollow }: { role: Role; onFollow?: () => void }) {
  const pathname = usePathname();
  const entries = navigationFor(role);
  return (
    <nav aria-label="Main" className="grid gap-5">
      {SECTIONS.map((section) => {
        const here = entries.filter((entry) => entry.section === section);
        if (here.length === 0) return null;
        return (
          <div key={section}>
            <p className="px-2.5 pb-1 font-medium text-2xs text-muted-foreground">{section}</p>
            <ul className="grid gap-px">
              {here.map(({ href, label, icon: Icon }) => (
                <li key={href}>
                  <IntentLink
                    href={href}
                    onClick={onFollow}
                    aria-current={isCurrent(href, pathname) ? "page" : undefined}
                    className="nav-link"
                  >
                    <Icon />
                    {label}
                  </IntentLink>
                </li>
              ))}
            </ul>
          </div>
        );
      })}
    </nav>
  );
}
