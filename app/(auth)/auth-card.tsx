import type { ReactNode } from "react";
import { Card } from "@/components/ui/card";

/** A card of paper: what it is for above the perforation, what is to be filled in below. */
export function AuthCard({
  title,
  description,
  children,
}: {
  title: string;
  description?: ReactNode;
  children?: ReactNode;
}) {
  return (
    <Card className="overflow-hidden">
      <header className="grid gap-1 bg-muted/60 px-6 pt-5 pb-4">
        <h1 className="font-semibold text-lg tracking-tight">{title}</h1>
        {description && <div className="text-muted-foreground">{description}</div>}
      </header>
      <div aria-hidden="true" className="perforation-x -my-0.5" />
      {children && <div className="px-6 pt-5 pb-6">{children}</div>}
    </Card>
  );
}
