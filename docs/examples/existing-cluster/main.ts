import { App } from 'cdktf';
import type { AgentImageSource } from '../../../config/agent-image';
import { namesOf } from '../../../config/names';
import { parseConfig } from '../../../config/parse';
import { marked } from '../../../config/text/literal-text';
import type { Config } from '../../../config/types';
import { AgentsStack } from '../../../stacks/agents-stack';
import config from './agents.config';

/** The cluster, which exists and has KEDA. */
const EXISTING = { cluster: 'aks-shared', resourceGroup: 'rg-shared' };

/** Adds the agents stack alone, with all options of the config, on a cluster that somebody else manages. */
export function addAgents(app: App): AgentsStack {
  const checked = parseConfig(config);
  const names = { ...namesOf(checked), ...EXISTING };
  // Marked, so that texts of the config are literal in Terraform. The id of the stack, which is a file name, is not.
  const props = { config: marked(checked), names: marked(names) };
  return new AgentsStack(app, names.stacks.agents, {
    ...props,
    image: checked.agentPools.length === 0 ? undefined : existing(checked.image),
    runnerImage: checked.runnerPools.length === 0 ? undefined : existing(checked.runnerImage),
  });
}

function existing(image: Config['image']): AgentImageSource {
  if (image.kind !== 'reference') throw new Error('image must name an image: this app builds none');
  return { reference: marked(image.reference), build: undefined };
}

if (require.main === module) {
  const app = new App({ stackTraces: false });
  addAgents(app);
  app.synth();
}
