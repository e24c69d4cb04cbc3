import { App } from 'cdktf';
import { agentImageOf } from '../config/agent-image';
import { namesOf } from '../config/names';
import type { Config } from '../config/types';
import { AgentsStack } from './agents-stack';
import { ImageStack } from './image-stack';
import { KedaStack } from './keda-stack';
import { PlatformStack } from './platform-stack';

export interface BuildAppOptions {
  /** Folder with the Dockerfile and all it copies. */
  readonly imageContext: string;
  /** Where stacks are written. @default cdktf.out, or what the cdktf command line says */
  readonly outdir?: string;
}

/** The whole program: four stacks, each with its own state, in the order in which they are deployed. */
export function buildApp(config: Config, { imageContext, outdir }: BuildAppOptions): App {
  const app = new App({ stackTraces: false, ...(outdir === undefined ? {} : { outdir }) });
  const names = namesOf(config);
  const image = agentImageOf(config, names, imageContext);

  const platform = new PlatformStack(app, names.stacks.platform, { config, names });
  const imageStack = new ImageStack(app, names.stacks.image, { config, names, image });
  const keda = new KedaStack(app, names.stacks.keda, { config, names });
  const agents = new AgentsStack(app, names.stacks.agents, { config, names, image });

  imageStack.addDependency(platform);
  keda.addDependency(platform);
  agents.addDependency(imageStack);
  agents.addDependency(keda);
  return app;
}
