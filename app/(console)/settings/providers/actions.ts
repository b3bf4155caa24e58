"use server";

import type { z } from "zod";
import { runAction } from "@/app/action";
import { revalidated } from "@/app/revalidated";
import type { ActionResult } from "@/components/forms/action-result";
import { currentReader } from "@/components/ui/current-reader";
import { type Checked, checkConnection } from "@/lib/connections/check-connection";
import { type Connected, connectProvider } from "@/lib/connections/connect-provider";
import { disconnectProvider } from "@/lib/connections/disconnect-provider";
import { ApplyAgain, applyAgain } from "@/lib/connections/events/apply-again";
import { pauseMirror } from "@/lib/connections/mirror/pause-mirror";
import { turnOnMirror } from "@/lib/connections/mirror/turn-on-mirror";
import { renameConnection } from "@/lib/connections/rename-connection";
import { type Rotated, rotateCredentials } from "@/lib/connections/rotate-credentials";
import {
  ConnectProvider,
  NameConnection,
  PauseMirror,
  RenameConnection,
  RotateCredentials,
  routesForm,
  SetMessageSecret,
  TurnOnMirror,
} from "@/lib/connections/schemas";
import { setMessageSecret } from "@/lib/connections/set-message-secret";
import { setRoutes } from "@/lib/connections/set-routes";

export async function connectProviderAction(
  form: z.input<typeof ConnectProvider>,
): Promise<ActionResult<Connected>> {
  return banner(await runAction(ConnectProvider, form, connectProvider));
}

export async function rotateCredentialsAction(
  form: z.input<typeof RotateCredentials>,
): Promise<ActionResult<Rotated>> {
  return runAction(RotateCredentials, form, rotateCredentials);
}

export async function setMessageSecretAction(
  form: z.input<typeof SetMessageSecret>,
): Promise<ActionResult<{ replaced: boolean }>> {
  return runAction(SetMessageSecret, form, setMessageSecret);
}

export async function renameConnectionAction(
  form: z.input<typeof RenameConnection>,
): Promise<ActionResult<{ name: string }>> {
  return runAction(RenameConnection, form, renameConnection);
}

export async function turnOnMirrorAction(
  form: z.input<typeof TurnOnMirror>,
): Promise<ActionResult<{ name: string }>> {
  return runAction(TurnOnMirror, form, turnOnMirror);
}

export async function pauseMirrorAction(
  form: z.input<typeof PauseMirror>,
): Promise<ActionResult<{ paused: boolean }>> {
  return runAction(PauseMirror, form, pauseMirror);
}

export async function disconnectProviderAction(
  form: z.input<typeof NameConnection>,
): Promise<ActionResult<{ name: string; routesLeft: number }>> {
  return banner(await runAction(NameConnection, form, disconnectProvider));
}

export async function checkConnectionAction(
  form: z.input<typeof NameConnection>,
): Promise<ActionResult<Checked>> {
  return runAction(NameConnection, form, checkConnection);
}

export async function setRoutesAction(
  form: z.input<ReturnType<typeof routesForm>>,
): Promise<ActionResult<{ routes: number }>> {
  const { locale } = await currentReader();
  return runAction(routesForm(locale), form, setRoutes);
}

export async function applyAgainAction(form: z.input<typeof ApplyAgain>): Promise<ActionResult<null>> {
  return runAction(ApplyAgain, form, async (call) => {
    await applyAgain(call);
    return null;
  });
}

/** Above every page stands whether real money moves. */
function banner<Result extends ActionResult<unknown>>(result: Result): Result {
  return revalidated(result, "/", "layout");
}
