import { versionsDoor } from "@/lib/connected/versions";

export { versionsDoor as GET };
