import { z } from "zod";

// What the forms send: the door's own schemas judge it, so that a form cannot say what the door would refuse.
const body = z.record(z.string(), z.unknown());

// Its own id is minted when a form is shown: sent ten times, it makes one thing.
const formId = z.uuid();

export const policyForm = body.and(z.object({ formId }));
export const policyholderForm = body.and(z.object({ formId, merchantId: z.uuid().optional() }));
export const methodForm = body.and(z.object({ formId, policyholderId: z.uuid() }));
