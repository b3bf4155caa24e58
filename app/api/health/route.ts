import { healthDoor } from "@/lib/server/health";

export const dynamic = "force-dynamic";

export { healthDoor as GET, healthDoor as HEAD };
