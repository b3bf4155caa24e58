import { defineDoor } from "@/lib/http/door";
import { basicSecret } from "./basic-auth";
import { methodRoutes } from "./door-methods";
import { paymentRoutes } from "./door-payments";
import { policyRoutes } from "./door-policies";
import { presentProblem } from "./errors";

/** The policy door (Root dialect): everything under `/v1/insurance`. */
export const policyDoor = defineDoor({ name: "policy", secretOf: basicSecret, present: presentProblem }, [
  ...paymentRoutes,
  ...policyRoutes,
  ...methodRoutes,
]);
