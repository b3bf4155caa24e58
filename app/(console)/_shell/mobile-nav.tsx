"use client";

import { useState } from "react";
import { Button } from "@/components/ui/button";
import { MenuIcon } from "@/components/ui/icons";
import { Mark } from "@/components/ui/mark";
import { Sheet } from "@/components/ui/sheet";
import type { Role } from "@/lib/verb/permissions";
import { NavLinks } from "./nav-links";

/** The side bar of a narrow screen. */
export function MobileNav({ role }: { role: Role }) {
  const [open, setOpen] = useState(false);
  const close = () => setOpen(false);
  return (
    <div className="flex items-center gap-1 lg:hidden">
      <Button variant="ghost" size="icon" aria-label="Open navigation" onClick={() => setOpen(true)}>
        <MenuIcon />
      </Button>
      <Mark className="hidden sm:block" />
      <Sheet side="left" open={open} onClose={close} title="Counterfoil">
        <NavLinks role={role} onFollow={close} />
      </Sheet>
    </div>
  );
}
