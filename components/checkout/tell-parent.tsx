"use client";

import { useEffect } from "react";
import { type FrameMessage, tellParent } from "./submit-answer";

/** Tells the page that frames this one how the payment went. */
export function TellParent({ type, paymentId }: FrameMessage) {
  useEffect(() => tellParent({ type, paymentId }), [type, paymentId]);
  return null;
}
