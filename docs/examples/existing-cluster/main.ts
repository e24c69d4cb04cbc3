import { App } from 'cdktf';
import { namesOf } from '../../../config/names';
import { parseConfig } from '../../../config/parse';
import { marked } from '../../../config/text/literal-text';
import { AgentsStack } from '../../../stacks/agents-stack';
import config from './agents.config';

/** The cluster, which exists and has KEDA. */
const EXISTING = { cluster: 'aks-shared', resourceGroup: 'rg-shared' };

/** Adds the agents stack alone, with all options of the config, on a cluster that somebody else manages. */
export function addAgents(app: App): AgentsStack {
  const checked = parseConfig(config);
  if (checked.image.kind !== 'reference') throw new Error('image must name an image: this app builds none');
  const names = { ...namesOf(checked), ...EXISTING };
  // Marked, so that texts of the config are literal in Terraform. The id of the stack, which is a file name, is not.
  const image = { reference: marked(checked.image.reference), build: undefined };
  return new AgentsStack(app, names.stacks.agents, { config: marked(checked), names: marked(names), image });
}

if (require.main === module) {
  const app = new App({ stackTraces: false });
  addAgents(app);
  app.synth();
}
