import { parseAllDocuments } from 'yaml';
import * as z from 'zod/mini';
import { COMPONENT_LABEL, type JobComponent } from '../../config/labels';
import type { DeployedImages } from '../lib/deployment';

const scaledJob = z.object({
  kind: z.literal('ScaledJob'),
  spec: z.object({
    jobTargetRef: z.object({
      template: z.object({
        metadata: z.object({ labels: z.record(z.string(), z.string()) }),
        spec: z.object({ containers: z.array(z.object({ name: z.string(), image: z.string() })) }),
      }),
    }),
  }),
});

/** The images that the ScaledJobs of a release set. An image that no entry needs is an empty text. */
export function manifestImages(manifest: string): DeployedImages {
  const found = parseAllDocuments(manifest)
    .map((document) => z.safeParse(scaledJob, document.toJS()))
    .filter(({ success }) => success);
  const templates = found.flatMap(({ data }) => (data === undefined ? [] : [data.spec.jobTargetRef.template]));
  const imageOf = (component: JobComponent): string => {
    const template = templates.find(({ metadata }) => metadata.labels[COMPONENT_LABEL] === component);
    // The container that runs jobs has the name of the component.
    return template?.spec.containers.find(({ name }) => name === component)?.image ?? '';
  };
  return { agent: imageOf('agent'), runner: imageOf('runner') };
}
