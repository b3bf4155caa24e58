import { IntentLink } from "@/components/ui/intent-link";
import { Wordmark } from "@/components/ui/mark";
import type { Role } from "@/lib/verb/permissions";
import { NavLinks } from "./nav-links";

export function Sidebar({ role }: { role: Role }) {
  return (
    <aside className="sticky top-0 hidden h-dvh w-56 shrink-0 flex-col gap-5 overflow-y-auto border-r bg-sidebar px-3 py-4 lg:flex">
      <IntentLink href="/" className="rounded-md px-2.5 py-0.5 text-[0.9375rem]">
        <Wordmark />
      </IntentLink>
      <NavLinks role={role} />
    </aside>
  );
}
