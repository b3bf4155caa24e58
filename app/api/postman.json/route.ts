import { openApiDoor } from "@/lib/server/doors";

export const dynamic = "force-dynamic";

export {
  openApiDoor as DELETE,
  openApiDoor as GET,
  openApiDoor as HEAD,
  openApiDoor as OPTIONS,
  openApiDoor as PATCH,
  openApiDoor as POST,
  openApiDoor as PUT,
};
