import { App } from 'cdktf';
import { type AgentImageSource, imagesOf } from '../config/agent-image';
import { kedaPlace } from '../config/keda-place';
import { namesOf } from '../config/names';
import { platformParts } from '../config/platform-parts';
import { marked } from '../config/text/literal-text';
import type { Config } from '../config/types';
import { AgentsStack, type Surroundings } from './agents-stack';
import { ImageStack } from './image-stack';
import { KedaStack } from './keda-stack';
import { PlatformStack } from './platform-stack';

export interface BuildAppOptions {
  /** Folder with the Dockerfile and the files that it copies. */
  readonly imageContext: string;
  /** Folder to which the stacks are written. @default cdktf.out, or the folder that the command line of cdktf sets */
  readonly outdir?: string;
}

/** Builds the stacks, each with its own state, in the order in which they are deployed. A stack with nothing to make is left out. */
export function buildApp(config: Config, { imageContext, outdir }: BuildAppOptions): App {
  const app = new App({ stackTraces: false, ...(outdir === undefined ? {} : { outdir }) });
  const names = namesOf(config);
  // Marked, so that every text of the config is literal in every stack. The names of the stacks, which are file names, are not.
  const { image, runnerImage } = imagesOf(config, names, imageContext);
  const props = {
    config: marked(config),
    names: marked(names),
    image: image && markedImage(image),
    runnerImage: runnerImage && markedImage(runnerImage),
  };
  const { keda } = props.config;

  const platform = platformParts(config).any ? [new PlatformStack(app, names.stacks.platform, props)] : [];
  const between = [
    ...(image?.build === undefined && runnerImage?.build === undefined ? [] : [new ImageStack(app, names.stacks.image, props)]),
    ...(keda.kind === 'create' ? [new KedaStack(app, names.stacks.keda, { ...props, keda })] : []),
  ];
  const agents = new AgentsStack(app, names.stacks.agents, { ...props, surroundings: surroundingsOf(props.config) });

  for (const stack of between) {
    for (const first of platform) stack.addDependency(first);
    agents.addDependency(stack);
  }
  if (between.length === 0) for (const first of platform) agents.addDependency(first);
  return app;
}

/** Marks the texts of an image except the folder, the stage and the tag. The first is a path, and the others have no text of the config. */
function markedImage({ reference, build }: AgentImageSource): AgentImageSource {
  return { reference: marked(reference), build: build && { ...build, buildArgs: marked(build.buildArgs) } };
}

/** What the stacks of this deployment did not create. */
function surroundingsOf(config: Config): Surroundings {
  const { namespace: kedaNamespace } = kedaPlace(config);
  if (config.cluster.kind === 'create') return { kedaNamespace };
  const { clusterRanges, apiServer } = config.cluster;
  return { kedaNamespace, clusterRanges, apiServer };
}
