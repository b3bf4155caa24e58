import { metricsDoor } from "@/lib/server/metrics/door";

export const dynamic = "force-dynamic";

export {
  metricsDoor as DELETE,
  metricsDoor as GET,
  metricsDoor as HEAD,
  metricsDoor as OPTIONS,
  metricsDoor as PATCH,
  metricsDoor as POST,
  metricsDoor as PUT,
};
