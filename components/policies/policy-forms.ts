import { z } from "zod";

// What the forms send: the door's own schemas judge it, so that a form cannot say what the door would refuse.
const body = z.record(z.string(), z.unknown());

export const policyForm = body;
export const policyholderForm = body.and(z.object({ merchantId: z.uuid().optional() }));
export const methodForm = body.and(z.object({ policyholderId: z.uuid() }));
