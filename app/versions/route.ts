import { versionsDoor } from "@/lib/connected/versions";

export {
  versionsDoor as DELETE,
  versionsDoor as GET,
  versionsDoor as PATCH,
  versionsDoor as POST,
  versionsDoor as PUT,
};
