import { tokenDoor } from "@/lib/doors/token";

export {
  tokenDoor as DELETE,
  tokenDoor as GET,
  tokenDoor as HEAD,
  tokenDoor as OPTIONS,
  tokenDoor as PATCH,
  tokenDoor as POST,
  tokenDoor as PUT,
};
