import { Card, CardBody } from "@/components/ui/card";
import { LoadingMessage, Skeleton } from "@/components/ui/skeleton";

/** The form's two columns in their real size. */
export default function Loading() {
  return (
    <>
      <LoadingMessage>Loading the form</LoadingMessage>
      <Skeleton className="mb-5 h-12 w-56" />
      <div className="grid grid-cols-1 items-start gap-5 lg:grid-cols-[minmax(0,1fr)_minmax(0,24rem)]">
        <div className="grid gap-4">
          {["h-72", "h-36", "h-64"].map((height) => (
            <Card key={height}>
              <CardBody className="pt-4">
                <Skeleton className={height} />
              </CardBody>
            </Card>
          ))}
        </div>
        <Skeleton className="h-96 rounded-xl" />
      </div>
    </>
  );
}
