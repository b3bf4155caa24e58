"use server";

import type { z } from "zod";
import { runAction } from "@/app/action";
import { revalidated } from "@/app/revalidated";
import type { ActionResult } from "@/components/forms/action-result";
import { ReleaseHold, releaseHold } from "@/lib/deployment/release-hold";
import { whatWaits } from "@/lib/deployment/what-waits";

export async function whatWaitsAction(form: z.input<typeof ReleaseHold>): Promise<ActionResult<string[]>> {
  return runAction(ReleaseHold, form, whatWaits);
}

export async function releaseHoldAction(form: z.input<typeof ReleaseHold>): Promise<ActionResult<unknown>> {
  // What is said of it stands above every page.
  return revalidated(await runAction(ReleaseHold, form, releaseHold), "/", "layout");
}
