import { join } from 'node:path';
import { agentImageOf } from '../config/agent-image';
import { namesOf } from '../config/names';
import { projectOf, withConfig } from '../config/project';
import { readStacks } from './lib/stack-json';
import { summarize } from './lib/summary';

const project = projectOf(__dirname);
withConfig(project, (config) => {
  const { reference, build } = agentImageOf(config, namesOf(config), project.imageContext);
  console.log(summarize(readStacks(join(project.root, 'cdktf.out')), { reference, built: build !== undefined }, 'cdktf.out'));
});
