"use client";

import Link from "next/link";
import type { ComponentProps } from "react";
import { unturned } from "@/lib/text/isolated";
import { useIntent } from "./use-intent";

type OfIntent = "prefetch" | "onPointerEnter" | "onPointerLeave" | "onFocus" | "onBlur";

/**
 * Every link of ours. Its page is asked for ahead, whole, once somebody seems about to follow it, and not as soon as it can be
 * seen: a list has fifty links, and each page of the console costs the server something.
 */
export function IntentLink({ onClick, children, ...props }: Omit<ComponentProps<typeof Link>, OfIntent>) {
  const { intended, told } = useIntent(onClick);
  return (
    <Link {...props} {...told} prefetch={intended}>
      {unturned(children)}
    </Link>
  );
}
