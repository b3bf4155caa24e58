"use client";

import { type ComponentProps, useState } from "react";
import { Button } from "@/components/ui/button";
import { cn } from "@/components/ui/cn";
import { TextInput } from "./inputs";

/** A password that can be looked at while it is typed. */
export function PasswordInput({
  className,
  what = "the password",
  ...props
}: Omit<ComponentProps<typeof TextInput>, "type"> & {
  /** What is typed, where more than one password is. */
  what?: string;
}) {
  const [shown, setShown] = useState(false);
  return (
    <span className="relative flex">
      <TextInput
        {...props}
        type={shown ? "text" : "password"}
        spellCheck={false}
        autoCapitalize="off"
        className={cn("pr-16", className)}
      />
      <Button
        variant="ghost"
        size="sm"
        aria-pressed={shown}
        aria-label={`Show ${what}`}
        onClick={() => setShown(!shown)}
        className="absolute inset-y-0 right-0.5 my-auto h-6.5 text-muted-foreground"
      >
        {shown ? "Hide" : "Show"}
      </Button>
    </span>
  );
}
