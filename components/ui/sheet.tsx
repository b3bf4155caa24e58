"use client";

import { Dialog, type DialogProps } from "./dialog";

/** A dialog that comes from the side: for what is read or filled in beside the page. */
export function Sheet({ side = "right", ...props }: DialogProps) {
  return <Dialog side={side} {...props} />;
}
