import { cva, type VariantProps } from "class-variance-authority";
import type { ComponentProps } from "react";
import { cn } from "./cn";
import { SpinnerIcon } from "./icons";
import { IntentLink } from "./intent-link";

export const buttonVariants = cva(
  // What each looks like is in globals.css: a page has dozens.
  "button",
  {
    variants: {
      variant: {
        primary: "button-primary",
        secondary: "button-secondary",
        ghost: "button-ghost",
        destructive: "button-destructive",
        link: "button-link",
      },
      size: {
        sm: "button-sm",
        md: "button-md",
        lg: "button-lg",
        icon: "button-icon",
        "icon-sm": "button-icon-sm",
      },
    },
    defaultVariants: { variant: "secondary", size: "md" },
  },
);

export type ButtonLook = VariantProps<typeof buttonVariants>;
export type ButtonProps = ComponentProps<"button"> & ButtonLook & { pending?: boolean };

/**
 * A pending button keeps its width, its name and its focus, and ignores presses: that is why it is not `disabled`.
 * It is a plain button unless told to submit.
 */
export function Button({
  variant,
  size,
  pending = false,
  type = "button",
  className,
  children,
  ...props
}: ButtonProps) {
  return (
    <button
      {...props}
      type={type}
      className={cn(buttonVariants({ variant, size }), className)}
      aria-busy={pending || undefined}
      aria-disabled={pending || props["aria-disabled"]}
    >
      {pending && <SpinnerIcon className="absolute animate-pending" />}
      <span className={cn("contents", pending && "[&]:flex [&]:items-center [&]:gap-1.5 [&]:opacity-0")}>
        {children}
      </span>
    </button>
  );
}

export type ButtonLinkProps = ComponentProps<typeof IntentLink> & ButtonLook;

/** Goes somewhere, looks like a button. */
export function ButtonLink({ variant, size, className, ...props }: ButtonLinkProps) {
  return <IntentLink {...props} className={cn(buttonVariants({ variant, size }), className)} />;
}
