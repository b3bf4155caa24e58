import { healthDoor } from "@/lib/server/health";

export const dynamic = "force-dynamic";

export {
  healthDoor as DELETE,
  healthDoor as GET,
  healthDoor as HEAD,
  healthDoor as OPTIONS,
  healthDoor as PATCH,
  healthDoor as POST,
  healthDoor as PUT,
};
