import { policies } from "@/lib/policies/door";
import { serveDoor } from "./door";

export const policyDoor = serveDoor(policies);
