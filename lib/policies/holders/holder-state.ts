import type { CreatePolicyholderBody, UpdatePolicyholderBody } from "@/lib/policies/wire";
import { given } from "@/lib/verb/given";
import type { Policyholder } from "./policyholder";

/** What of a policyholder a caller may change. */
export type HolderState = Pick<
  Policyholder,
  "type" | "identification" | "firstName" | "lastName" | "email" | "cellphone" | "details" | "appData"
>;

/** What is told of a policyholder, new or known: what is left out stays as it was, null takes it away. */
export type HolderChange = UpdatePolicyholderBody & Partial<Pick<CreatePolicyholderBody, "type">>;

export function newState(body: CreatePolicyholderBody): HolderState {
  const { type, id: identification, first_name: firstName, last_name: lastName } = body;
  const nothing = { email: null, cellphone: null, details: {}, appData: null };
  return changedState({ ...nothing, type, identification, firstName, lastName }, body);
}

export function changedState(before: HolderState, change: HolderChange): HolderState {
  const { type, id, first_name, last_name, email, cellphone, app_data, ...rest } = change;
  const { expiration_date, phone_other, gender, ...details } = rest;
  return {
    type: type ?? before.type,
    identification: { ...(id ?? before.identification), ...(expiration_date && { expiration_date }) },
    firstName: first_name ?? before.firstName,
    lastName: last_name ?? before.lastName,
    email: email === undefined ? before.email : email,
    cellphone: cellphone?.number ?? before.cellphone,
    appData: app_data === undefined ? before.appData : app_data,
    details: given({
      ...before.details,
      ...details,
      ...(gender !== undefined && { gender: gender ?? undefined }),
      ...(cellphone && { cellphone_country: cellphone.country }),
      ...(phone_other && { phone_other: phone_other.number, phone_other_country: phone_other.country }),
    }),
  };
}
