import { management } from "@/lib/management/door";
import { serveDoor } from "./door";

export const managementDoor = serveDoor(management);
