import { defineDoor, type Route } from "@/lib/doors/door";
import { basicSecret } from "./basic-auth";
import { methodRoutes } from "./door-methods";
import { paymentRoutes } from "./door-payments";
import { policyRoutes as policyAndModuleRoutes } from "./door-policies";
import { presentProblem } from "./errors";

export const policyRoutes: readonly Route[] = [...paymentRoutes, ...policyAndModuleRoutes, ...methodRoutes];

/** The policy door (Root dialect): everything under `/v1/insurance`. */
export const policyDoor = defineDoor(
  { name: "policy", secretOf: basicSecret, present: presentProblem },
  policyRoutes,
);
