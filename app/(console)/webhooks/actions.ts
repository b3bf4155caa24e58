"use server";

import type { z } from "zod";
import { runAction } from "@/app/action";
import type { ActionResult } from "@/components/forms/action-result";
import { spellId } from "@/lib/ids";
import { resendDelivery } from "@/lib/webhooks/deliveries/resend-delivery";
import { previewResendFailed, resendFailed } from "@/lib/webhooks/deliveries/resend-failed";
import { createEndpoint } from "@/lib/webhooks/endpoints/create-endpoint";
import { deleteEndpoint } from "@/lib/webhooks/endpoints/delete-endpoint";
import { pauseEndpoint } from "@/lib/webhooks/endpoints/pause-endpoint";
import { resumeEndpoint } from "@/lib/webhooks/endpoints/resume-endpoint";
import { rotateSecret } from "@/lib/webhooks/endpoints/rotate-secret";
import {
  CreateEndpoint,
  NameEndpoint,
  ResendCounted,
  ResendDelivery,
  ResendFailed,
  RotateSecret,
  SendTestEvent,
  UpdateEndpoint,
} from "@/lib/webhooks/endpoints/schemas";
import { updateEndpoint } from "@/lib/webhooks/endpoints/update-endpoint";
import { sendTestEvent } from "@/lib/webhooks/sending/send-test-event";

/** A secret to be shown this once, or null when the same form showed it before. */
export interface ShownSecret {
  endpointHref: string;
  secret: string | null;
}

export async function createEndpointAction(
  form: z.input<typeof CreateEndpoint>,
): Promise<ActionResult<ShownSecret>> {
  return runAction(CreateEndpoint, form, async (call) => {
    const { endpoint, secret } = await createEndpoint(call);
    return { endpointHref: `/webhooks/${spellId("we", endpoint.id)}`, secret };
  });
}

export async function rotateEndpointSecretAction(
  form: z.input<typeof RotateSecret>,
): Promise<ActionResult<ShownSecret>> {
  return runAction(RotateSecret, form, async (call) => {
    const { endpoint, secret } = await rotateSecret(call);
    return { endpointHref: `/webhooks/${spellId("we", endpoint.id)}`, secret };
  });
}

export async function updateEndpointAction(
  form: z.input<typeof UpdateEndpoint>,
): Promise<ActionResult<string>> {
  return runAction(
    UpdateEndpoint,
    form,
    async (call) => `/webhooks/${spellId("we", (await updateEndpoint(call)).id)}`,
  );
}

export async function pauseEndpointAction(form: z.input<typeof NameEndpoint>): Promise<ActionResult<null>> {
  return runAction(NameEndpoint, form, async (call) => {
    await pauseEndpoint(call);
    return null;
  });
}

export async function resumeEndpointAction(form: z.input<typeof NameEndpoint>): Promise<ActionResult<null>> {
  return runAction(NameEndpoint, form, async (call) => {
    await resumeEndpoint(call);
    return null;
  });
}

export async function deleteEndpointAction(
  form: z.input<typeof NameEndpoint>,
): Promise<ActionResult<{ givenUp: number }>> {
  return runAction(NameEndpoint, form, deleteEndpoint);
}

export async function sendTestEventAction(
  form: z.input<typeof SendTestEvent>,
): Promise<ActionResult<string>> {
  return runAction(
    SendTestEvent,
    form,
    async (call) => `/webhooks/deliveries/${spellId("wd", (await sendTestEvent(call)).deliveryId)}`,
  );
}

export async function resendDeliveryAction(
  form: z.input<typeof ResendDelivery>,
): Promise<ActionResult<{ waits: boolean }>> {
  return runAction(ResendDelivery, form, resendDelivery);
}

export async function previewResendFailedAction(
  form: z.input<typeof ResendFailed>,
): Promise<ActionResult<{ count: number; countedAt: Date }>> {
  return runAction(ResendFailed, form, previewResendFailed);
}

export async function resendFailedAction(
  form: z.input<typeof ResendCounted>,
): Promise<ActionResult<{ resent: number; left: number }>> {
  return runAction(ResendCounted, form, resendFailed);
}
