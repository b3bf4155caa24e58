import { cva, type VariantProps } from "class-variance-authority";
import Link from "next/link";
import type { ComponentProps } from "react";
import { cn } from "./cn";
import { SpinnerIcon } from "./icons";

export const buttonVariants = cva(
  "relative inline-flex shrink-0 select-none items-center justify-center gap-1.5 whitespace-nowrap rounded-md border font-medium transition-colors disabled:cursor-not-allowed disabled:opacity-55 aria-busy:cursor-progress [&_svg]:size-4 [&_svg]:shrink-0",
  {
    variants: {
      variant: {
        primary: "border-transparent bg-primary text-primary-foreground shadow-raised hover:bg-primary-hover",
        secondary: "border-border bg-card text-foreground shadow-raised hover:bg-hover",
        ghost: "border-transparent text-foreground hover:bg-hover",
        destructive:
          "border-transparent bg-destructive text-destructive-foreground shadow-raised hover:bg-destructive-hover",
        link: "h-auto border-transparent px-0 text-primary underline-offset-4 hover:underline",
      },
      size: {
        sm: "h-7 px-2 text-xs pointer-coarse:h-9",
        md: "h-8 px-3 text-sm pointer-coarse:h-10",
        lg: "h-10 px-4 text-sm pointer-coarse:h-11",
        icon: "size-8 pointer-coarse:size-10",
        "icon-sm": "size-7 pointer-coarse:size-9",
      },
    },
    compoundVariants: [{ variant: "link", class: "h-auto px-0 pointer-coarse:h-auto" }],
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

export type ButtonLinkProps = ComponentProps<typeof Link> & ButtonLook;

/** Goes somewhere, looks like a button. */
export function ButtonLink({ variant, size, className, ...props }: ButtonLinkProps) {
  return <Link {...props} className={cn(buttonVariants({ variant, size }), className)} />;
}
