"use server";

import type { z } from "zod";
import { runAction } from "@/app/action";
import type { ActionResult } from "@/components/forms/action-result";
import { createKey, type MadeKey } from "@/lib/keys/create-key";
import { revokeKey } from "@/lib/keys/revoke-key";
import { rotateKey } from "@/lib/keys/rotate-key";
import { CreateKey, RevokeKey, RotateKey } from "@/lib/keys/schemas";

export async function createKeyAction(form: z.input<typeof CreateKey>): Promise<ActionResult<MadeKey>> {
  return runAction(CreateKey, form, createKey);
}

export async function rotateKeyAction(form: z.input<typeof RotateKey>): Promise<ActionResult<MadeKey>> {
  return runAction(RotateKey, form, rotateKey);
}

export async function revokeKeyAction(
  form: z.input<typeof RevokeKey>,
): Promise<ActionResult<{ name: string }>> {
  return runAction(RevokeKey, form, revokeKey);
}
