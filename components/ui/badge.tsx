import { cva, type VariantProps } from "class-variance-authority";
import type { ComponentProps } from "react";
import { cn } from "./cn";
import type { Icon } from "./icons";

/** What a colour means, everywhere: done, in motion, wants care, went wrong, money went back, nothing to say. */
export type Tone = NonNullable<VariantProps<typeof badgeVariants>["tone"]>;

export const badgeVariants = cva("badge", {
  variants: {
    tone: {
      neutral: "bg-muted text-muted-foreground ring-1 ring-border ring-inset",
      positive: "bg-positive-surface text-positive",
      notice: "bg-notice-surface text-notice",
      caution: "bg-caution-surface text-caution",
      negative: "bg-negative-surface text-negative",
      returned: "bg-returned-surface text-returned",
    },
  },
  defaultVariants: { tone: "neutral" },
});

export function Badge({
  tone,
  icon: Icon,
  className,
  children,
  ...props
}: ComponentProps<"span"> & { tone?: Tone; icon?: Icon }) {
  return (
    <span className={cn(badgeVariants({ tone }), className)} {...props}>
      {Icon && <Icon />}
      {children}
    </span>
  );
}
